using Lookup = System.Collections.Generic.Dictionary<string, int>.AlternateLookup<System.ReadOnlySpan<char>>;

namespace Microsoft.ML.Tokenizers;

/// <summary>A vocabulary file's tokens, one a line, and greedy longest-match-first over them.</summary>
internal sealed class WordPieceVocabulary
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _tokens = [];

    public static WordPieceVocabulary Read(TextReader reader)
    {
        var vocabulary = new WordPieceVocabulary();
        for (var id = 0; reader.ReadLine() is { } token; id++)
        {
            vocabulary.AddLine(token, id);
        }

        return vocabulary;
    }

    public static async Task<WordPieceVocabulary> ReadAsync(TextReader reader, CancellationToken cancellationToken)
    {
        var vocabulary = new WordPieceVocabulary();
        for (var id = 0; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } token; id++)
        {
            vocabulary.AddLine(token, id);
        }

        return vocabulary;
    }

    public bool TryGetId(string token, out int id) => _ids.TryGetValue(token, out id);

    public bool TryGetToken(int id, out string token) => _tokens.TryGetValue(id, out token!);

    public string TokenOf(int id) => _tokens[id];

    /// <summary>Gives an id a second spelling, which encoding finds and decoding does not use.</summary>
    public void AddSpelling(string token, int id) => _ids[token] = id;

    /// <summary>Prepares matching for words whose later pieces carry a prefix.</summary>
    public Matcher CreateMatcher(string prefix) => new(_ids, prefix);

    private void AddLine(string token, int id)
    {
        if (token.Length == 0)
        {
            return;
        }

        if (!_ids.TryAdd(token, id))
        {
            throw new ArgumentException($"The vocabulary has the token '{token}' twice: on lines {_ids[token] + 1} and {id + 1}. Remove one of them.");
        }

        _tokens.Add(id, token);
    }

    /// <summary>The two tables of a greedy match: pieces at a word's beginning and pieces after it, without their prefix.</summary>
    internal readonly struct Matcher
    {
        private readonly Lookup _initial;
        private readonly Lookup _continuing;
        private readonly int _longestInitial;
        private readonly int _longestContinuing;

        public Matcher(Dictionary<string, int> ids, string prefix)
        {
            var continuing = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (token, id) in ids)
            {
                if (token.StartsWith(prefix, StringComparison.Ordinal))
                {
                    continuing[token[prefix.Length..]] = id;
                }
            }

            _initial = ids.GetAlternateLookup<ReadOnlySpan<char>>();
            _continuing = continuing.GetAlternateLookup<ReadOnlySpan<char>>();
            _longestInitial = ids.Keys.Select(token => token.Length).DefaultIfEmpty(0).Max();
            _longestContinuing = continuing.Keys.Select(token => token.Length).DefaultIfEmpty(0).Max();
        }

        /// <summary>The longest piece at the beginning of the text.</summary>
        /// <returns>Its length; zero when no piece fits.</returns>
        public int LongestPiece(ReadOnlySpan<char> text, bool beginsWord, out int id)
        {
            var lookup = beginsWord ? _initial : _continuing;
            for (var length = Math.Min(text.Length, beginsWord ? _longestInitial : _longestContinuing); length > 0; length--)
            {
                if (lookup.TryGetValue(text[..length], out id))
                {
                    return length;
                }
            }

            id = -1;
            return 0;
        }
    }
}
