using System.Buffers;
using System.Text;

namespace Microsoft.ML.Tokenizers;

/// <summary>Byte-pair encoding from a vocabulary and a list of merges; with <see cref="ByteLevel"/>, that of GPT-2 and RoBERTa.</summary>
public sealed class BpeTokenizer : Tokenizer
{
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<int, string> _tokens;
    private readonly Dictionary<int, string> _specialTokens;
    private readonly BpeMerger _merger;
    private readonly string? _endOfSentenceToken;

    private BpeTokenizer(BpeOptions options)
    {
        _ids = new Dictionary<string, int>(options.Vocabulary, StringComparer.Ordinal);
        if (_ids.Count == 0)
        {
            throw new InvalidOperationException("The vocabulary is empty: it needs at least the single characters.");
        }

        _tokens = new Dictionary<int, string>(_ids.Count);
        foreach (var (token, id) in _ids)
        {
            if (!_tokens.TryAdd(id, token))
            {
                throw new ArgumentException($"The vocabulary gives the id {id} to both '{_tokens[id]}' and '{token}'.");
            }
        }

        ByteLevel = options.ByteLevel;
        ContinuingSubwordPrefix = options.ContinuingSubwordPrefix;
        EndOfWordSuffix = options.EndOfWordSuffix;
        FuseUnknownTokens = options.FuseUnknownTokens;
        UnknownToken = options.UnknownToken;
        SpecialTokens = options.SpecialTokens;
        Normalizer = options.Normalizer;
        PreTokenizer = options.PreTokenizer ?? PreTokenizer.CreateWordOrNonWord();
        BeginningOfSentenceToken = options.BeginningOfSentenceToken;
        _endOfSentenceToken = options.EndOfSentenceToken;
        _specialTokens = (SpecialTokens ?? new Dictionary<string, int>()).ToDictionary(token => token.Value, token => token.Key);
        _merger = new BpeMerger(ReadMerges(options.Merges ?? []));
        foreach (var token in new[] { BeginningOfSentenceToken, _endOfSentenceToken, UnknownToken }.OfType<string>())
        {
            _ = IdOf(token);
        }
    }

    public string? BeginningOfSentenceToken { get; }

    public bool ByteLevel { get; }

    public string? ContinuingSubwordPrefix { get; }

    public string? EndOfWordSuffix { get; }

    public bool FuseUnknownTokens { get; }

    public override Normalizer? Normalizer { get; }

    public override PreTokenizer? PreTokenizer { get; }

    public IReadOnlyDictionary<string, int>? SpecialTokens { get; }

    public string? UnknownToken { get; }

    public IReadOnlyDictionary<string, int> Vocabulary => _ids;

    public static BpeTokenizer Create(BpeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new BpeTokenizer(options);
    }

    public static BpeTokenizer Create(string vocabFile, string? mergesFile) => new(new BpeOptions(vocabFile, mergesFile));

    public static BpeTokenizer Create(
        string vocabFile,
        string? mergesFile,
        PreTokenizer? preTokenizer = null,
        Normalizer? normalizer = null,
        IReadOnlyDictionary<string, int>? specialTokens = null,
        string? unknownToken = null,
        string? continuingSubwordPrefix = null,
        string? endOfWordSuffix = null,
        bool fuseUnknownTokens = false)
    {
        var files = new BpeOptions(vocabFile, mergesFile);
        return Create(
            files.Vocabulary, files.Merges, preTokenizer, normalizer, specialTokens, unknownToken, continuingSubwordPrefix, endOfWordSuffix, fuseUnknownTokens);
    }

    public static BpeTokenizer Create(Stream vocabStream, Stream? mergesStream) => Create(vocabStream, mergesStream, preTokenizer: null);

    public static BpeTokenizer Create(
        Stream vocabStream,
        Stream? mergesStream,
        PreTokenizer? preTokenizer = null,
        Normalizer? normalizer = null,
        IReadOnlyDictionary<string, int>? specialTokens = null,
        string? unknownToken = null,
        string? continuingSubwordPrefix = null,
        string? endOfWordSuffix = null,
        bool fuseUnknownTokens = false)
    {
        ArgumentNullException.ThrowIfNull(vocabStream);
        return Create(
            BpeFiles.ReadVocabulary(vocabStream), ReadMerges(mergesStream), preTokenizer, normalizer, specialTokens, unknownToken, continuingSubwordPrefix, endOfWordSuffix, fuseUnknownTokens);
    }

    public static async Task<BpeTokenizer> CreateAsync(
        Stream vocabStream,
        Stream? mergesStream,
        PreTokenizer? preTokenizer = null,
        Normalizer? normalizer = null,
        IReadOnlyDictionary<string, int>? specialTokens = null,
        string? unknownToken = null,
        string? continuingSubwordPrefix = null,
        string? endOfWordSuffix = null,
        bool fuseUnknownTokens = false)
    {
        ArgumentNullException.ThrowIfNull(vocabStream);
        var vocabulary = await BpeFiles.ReadVocabularyAsync(vocabStream).ConfigureAwait(false);
        return Create(
            vocabulary, ReadMerges(mergesStream), preTokenizer, normalizer, specialTokens, unknownToken, continuingSubwordPrefix, endOfWordSuffix, fuseUnknownTokens);
    }

    public override string Decode(IEnumerable<int> ids) => Decode(ids, considerSpecialTokens: true);

    /// <summary>Joins the tokens; ids that the vocabulary lacks are passed over.</summary>
    public string Decode(IEnumerable<int> ids, bool considerSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var bytes = new List<byte>();
        var text = new StringBuilder();
        foreach (var id in ids)
        {
            if (_specialTokens.TryGetValue(id, out var special) || (id == UnknownId && (special = UnknownToken) is not null))
            {
                text.Append(considerSpecialTokens && !ByteLevel ? special : "");
                bytes.AddRange(considerSpecialTokens && ByteLevel ? Encoding.UTF8.GetBytes(special) : []);
            }
            else if (_tokens.TryGetValue(id, out var token))
            {
                if (ByteLevel)
                {
                    ByteAlphabet.AppendBytes(Stem(token, out _), bytes);
                }
                else
                {
                    text.Append(Stem(token, out var endsWord)).Append(endsWord ? " " : "");
                }
            }
        }

        return ByteLevel
            ? Encoding.UTF8.GetString([.. bytes])
            : EndOfWordSuffix is { Length: > 0 } ? text.ToString().TrimEnd(' ') : text.ToString();
    }

    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten) =>
        Decode(ids, destination, considerSpecialTokens: true, out idsConsumed, out charsWritten);

    public OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, bool considerSpecialTokens, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        (idsConsumed, charsWritten) = (0, 0);
        var all = ids as IReadOnlyList<int> ?? [.. ids];
        if (all.FirstOrDefault(id => !_tokens.ContainsKey(id) && !_specialTokens.ContainsKey(id), -1) >= 0)
        {
            return OperationStatus.InvalidData;
        }

        // A character may lie in several tokens: what fits is told for the whole only.
        var text = Decode(all, considerSpecialTokens);
        if (!text.TryCopyTo(destination))
        {
            return OperationStatus.DestinationTooSmall;
        }

        (idsConsumed, charsWritten) = (all.Count, text.Length);
        return OperationStatus.Done;
    }

    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var prepared = new PreparedText(textSpan, settings, Normalizer, PreTokenizer);
        var tokens = new List<EncodedToken>();
        if (BeginningOfSentenceToken is not null && !textSpan.IsEmpty)
        {
            tokens.Add(new EncodedToken(IdOf(BeginningOfSentenceToken), BeginningOfSentenceToken, 0..0));
        }

        var (ids, lengths) = (new List<int>(), new List<int>());
        foreach (var (offset, length) in prepared.Pieces)
        {
            EncodePiece(prepared.Text.Slice(offset, length), offset, tokens, ids, lengths);
        }

        if (_endOfSentenceToken is not null && !textSpan.IsEmpty)
        {
            tokens.Add(new EncodedToken(IdOf(_endOfSentenceToken), _endOfSentenceToken, prepared.Text.Length..prepared.Text.Length));
        }

        var isWhole = tokens.Count <= settings.MaxTokenCount;
        return new EncodeResults<EncodedToken>
        {
            Tokens = isWhole ? tokens : tokens.GetRange(0, settings.MaxTokenCount),
            NormalizedText = prepared.NormalizedText,
            CharsConsumed = isWhole ? prepared.Text.Length : tokens[settings.MaxTokenCount - 1].Offset.End.Value,
        };
    }

    private static BpeTokenizer Create(
        IEnumerable<KeyValuePair<string, int>> vocabulary,
        IEnumerable<string>? merges,
        PreTokenizer? preTokenizer,
        Normalizer? normalizer,
        IReadOnlyDictionary<string, int>? specialTokens,
        string? unknownToken,
        string? continuingSubwordPrefix,
        string? endOfWordSuffix,
        bool fuseUnknownTokens) => new(new BpeOptions(vocabulary)
        {
            Merges = merges,
            PreTokenizer = preTokenizer,
            Normalizer = normalizer,
            SpecialTokens = specialTokens,
            UnknownToken = unknownToken,
            ContinuingSubwordPrefix = continuingSubwordPrefix,
            EndOfWordSuffix = endOfWordSuffix,
            FuseUnknownTokens = fuseUnknownTokens,
        });

    private static List<string>? ReadMerges(Stream? stream)
    {
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream, leaveOpen: true);
        return BpeFiles.ReadMerges(reader);
    }

    private int UnknownId => UnknownToken is null ? -1 : IdOf(UnknownToken);

    private Dictionary<(int Left, int Right), (int Rank, int Id)> ReadMerges(IEnumerable<string> lines)
    {
        var merges = new Dictionary<(int, int), (int, int)>();
        foreach (var line in lines)
        {
            if (!BpeFiles.IsPair(line))
            {
                throw new InvalidOperationException($"The merge '{line}' is not two tokens with one space between.");
            }

            var space = line.IndexOf(' ');
            var (left, right) = (line[..space], line[(space + 1)..]);
            var merged = left + (ContinuingSubwordPrefix is { Length: > 0 } prefix && right.StartsWith(prefix, StringComparison.Ordinal) ? right[prefix.Length..] : right);
            var missing = new[] { left, right, merged }.FirstOrDefault(token => !_ids.ContainsKey(token));
            if (missing is not null)
            {
                throw new InvalidOperationException($"The merge '{line}' needs the token '{missing}', which is not in the vocabulary.");
            }

            merges.TryAdd((_ids[left], _ids[right]), (merges.Count, _ids[merged]));
        }

        return merges;
    }

    private void EncodePiece(ReadOnlySpan<char> piece, int offset, List<EncodedToken> tokens, List<int> ids, List<int> lengths)
    {
        if (SpecialTokens is { Count: > 0 } && SpecialTokens.TryGetValue(piece.ToString(), out var special))
        {
            tokens.Add(new EncodedToken(special, piece.ToString(), offset..(offset + piece.Length)));
            return;
        }

        ids.Clear();
        lengths.Clear();
        var (spelled, origins) = ByteLevel ? ByteAlphabet.Spell(piece) : (piece.ToArray(), [.. Enumerable.Range(0, piece.Length)]);
        var skipped = AddSymbols(spelled, ids, lengths);
        _merger.Merge(ids, lengths);

        var at = 0;
        for (var i = 0; i < ids.Count; i++)
        {
            while (skipped.TryPeek(out var gap) && gap == at)
            {
                at += 1;
                skipped.Dequeue();
            }

            var end = at + lengths[i];
            var endOfLast = end < origins.Length && origins[end] == origins[end - 1] ? origins[end - 1] + 1 : end < origins.Length ? origins[end] : piece.Length;
            tokens.Add(new EncodedToken(ids[i], _tokens[ids[i]], (offset + origins[at])..(offset + endOfLast)));
            at = end;
        }
    }

    /// <summary>Looks the single characters up.</summary>
    /// <returns>The indices of characters that the vocabulary lacks and no unknown token stands for.</returns>
    private Queue<int> AddSymbols(char[] spelled, List<int> ids, List<int> lengths)
    {
        var skipped = new Queue<int>();
        var known = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        var lastIsUnknown = false;
        for (var i = 0; i < spelled.Length;)
        {
            var length = i + 1 < spelled.Length && char.IsSurrogatePair(spelled[i], spelled[i + 1]) ? 2 : 1;
            ReadOnlySpan<char> character = spelled.AsSpan(i, length);
            var prefix = i > 0 ? ContinuingSubwordPrefix : null;
            var suffix = i + length == spelled.Length ? EndOfWordSuffix : null;
            var symbol = string.IsNullOrEmpty(prefix) && string.IsNullOrEmpty(suffix) ? character : $"{prefix}{character}{suffix}".AsSpan();
            if (known.TryGetValue(symbol, out var id))
            {
                ids.Add(id);
                lengths.Add(length);
                lastIsUnknown = false;
            }
            else if (UnknownToken is null)
            {
                for (var k = 0; k < length; k++)
                {
                    skipped.Enqueue(i + k);
                }
            }
            else if (lastIsUnknown && FuseUnknownTokens)
            {
                lengths[^1] += length;
            }
            else
            {
                ids.Add(UnknownId);
                lengths.Add(length);
                lastIsUnknown = true;
            }

            i += length;
        }

        return skipped;
    }

    /// <summary>The token without prefix and suffix.</summary>
    private ReadOnlySpan<char> Stem(string token, out bool endsWord)
    {
        var stem = token.AsSpan();
        endsWord = EndOfWordSuffix is { Length: > 0 } suffix && stem.EndsWith(suffix, StringComparison.Ordinal);
        stem = endsWord ? stem[..^EndOfWordSuffix!.Length] : stem;
        return ContinuingSubwordPrefix is { Length: > 0 } prefix && stem.StartsWith(prefix, StringComparison.Ordinal) ? stem[prefix.Length..] : stem;
    }

    private int IdOf(string token) => _ids.TryGetValue(token, out var id) || SpecialTokens?.TryGetValue(token, out id) is true
        ? id
        : throw new InvalidOperationException($"The token '{token}' is not in the vocabulary.");
}
