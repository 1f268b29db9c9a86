using System.Diagnostics.CodeAnalysis;

namespace TransferLearning.Text;

/// <summary>Tokens and their ids: every id from zero to the last belongs to exactly one token.</summary>
public sealed class TokenVocabulary
{
    private readonly string[] _tokens;
    private readonly Dictionary<string, int> _ids;

    /// <param name="tokens">The tokens; a token's place is its id.</param>
    /// <exception cref="InvalidDataException">A token is empty or stands twice.</exception>
    public TokenVocabulary(IEnumerable<string> tokens)
    {
        _tokens = [.. tokens];
        _ids = new Dictionary<string, int>(_tokens.Length, StringComparer.Ordinal);
        for (var id = 0; id < _tokens.Length; id++)
        {
            if (string.IsNullOrEmpty(_tokens[id]))
            {
                throw new InvalidDataException($"The vocabulary has a hole: no token for id {id} (line {id + 1}). Each id from 0 to {_tokens.Length - 1} needs one token.");
            }

            if (!_ids.TryAdd(_tokens[id], id))
            {
                throw new InvalidDataException($"The vocabulary has the token '{_tokens[id]}' twice: as id {_ids[_tokens[id]]} and as id {id}. Remove one of them.");
            }
        }
    }

    /// <summary>The tokens by id.</summary>
    public IReadOnlyList<string> Tokens => _tokens;

    /// <summary>How many tokens there are.</summary>
    public int Count => _tokens.Length;

    /// <summary>Makes a vocabulary of pairs in any order.</summary>
    /// <exception cref="InvalidDataException">An id has no token or two, or a token has two ids.</exception>
    public static TokenVocabulary FromIds(IEnumerable<KeyValuePair<string, int>> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        KeyValuePair<string, int>[] pairs = [.. ids.OrderBy(pair => pair.Value)];
        for (var i = 0; i < pairs.Length; i++)
        {
            var (token, id) = pairs[i];
            if (i > 0 && id == pairs[i - 1].Value)
            {
                throw new InvalidDataException($"The vocabulary gives the id {id} to two tokens: '{pairs[i - 1].Key}' and '{token}'.");
            }

            if (id != i)
            {
                throw new InvalidDataException(
                    id < 0
                        ? $"The vocabulary gives '{token}' the negative id {id}."
                        : $"The vocabulary has a hole: no token for id {i}; the next is '{token}' with id {id}. Each id from 0 to the last needs one token.");
            }
        }

        return new TokenVocabulary(pairs.Select(pair => pair.Key));
    }

    /// <summary>A token's id.</summary>
    /// <exception cref="KeyNotFoundException">The vocabulary lacks the token.</exception>
    public int IdOf(string token) => _ids.TryGetValue(token, out var id)
        ? id
        : throw new KeyNotFoundException($"The token '{token}' is not in the vocabulary of {Count} tokens.");

    /// <summary>Looks a token up.</summary>
    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);

    /// <summary>Looks an id up.</summary>
    public bool TryGetToken(int id, [NotNullWhen(true)] out string? token)
    {
        token = (uint)id < (uint)_tokens.Length ? _tokens[id] : null;
        return token is not null;
    }
}
