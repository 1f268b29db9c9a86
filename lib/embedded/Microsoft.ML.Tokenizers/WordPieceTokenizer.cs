using System.Buffers;
using System.Text;

namespace Microsoft.ML.Tokenizers;

/// <summary>
/// Cuts each word into the longest pieces that the vocabulary has, from left to right (Schuster and Nakajima 2012, as in BERT).
/// </summary>
public class WordPieceTokenizer : Tokenizer
{
    private readonly WordPieceVocabulary _vocabulary;
    private readonly WordPieceVocabulary.Matcher _matcher;
    private readonly HashSet<int> _specialIds;

    internal WordPieceTokenizer(WordPieceVocabulary vocabulary, WordPieceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.UnknownToken);
        ArgumentNullException.ThrowIfNull(options.ContinuingSubwordPrefix);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MaxInputCharsPerWord);
        if (!vocabulary.TryGetId(options.UnknownToken, out var unknown))
        {
            throw new ArgumentException($"The unknown token '{options.UnknownToken}' is not in the vocabulary.");
        }

        _vocabulary = vocabulary;
        _matcher = vocabulary.CreateMatcher(options.ContinuingSubwordPrefix);
        _specialIds = [.. options.SpecialTokens?.Values ?? []];
        UnknownToken = options.UnknownToken;
        UnknownTokenId = unknown;
        ContinuingSubwordPrefix = options.ContinuingSubwordPrefix;
        MaxInputCharsPerWord = options.MaxInputCharsPerWord;
        SpecialTokens = options.SpecialTokens;
        Normalizer = options.Normalizer;
        PreTokenizer = options.PreTokenizer ?? PreTokenizer.CreateWhiteSpace(options.SpecialTokens);
    }

    public string ContinuingSubwordPrefix { get; }

    public int MaxInputCharsPerWord { get; }

    public override Normalizer? Normalizer { get; }

    public override PreTokenizer? PreTokenizer { get; }

    public IReadOnlyDictionary<string, int>? SpecialTokens { get; }

    public string UnknownToken { get; }

    public int UnknownTokenId { get; }

    /// <param name="vocabFilePath">A file of tokens, one a line; the line number from zero is the id.</param>
    /// <param name="options">When absent, BERT's defaults.</param>
    public static WordPieceTokenizer Create(string vocabFilePath, WordPieceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(vocabFilePath);
        using var stream = File.OpenRead(vocabFilePath);
        return Create(stream, options);
    }

    public static WordPieceTokenizer Create(Stream vocabStream, WordPieceOptions? options = null) =>
        new(ReadVocabulary(vocabStream), options ?? new());

    public static async Task<WordPieceTokenizer> CreateAsync(string vocabFilePath, WordPieceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(vocabFilePath);
        using var stream = File.OpenRead(vocabFilePath);
        return await CreateAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<WordPieceTokenizer> CreateAsync(Stream vocabStream, WordPieceOptions? options = null, CancellationToken cancellationToken = default) =>
        new(await ReadVocabularyAsync(vocabStream, cancellationToken).ConfigureAwait(false), options ?? new());

    public override string Decode(IEnumerable<int> ids) => Decode(ids, skipSpecialTokens: false);

    /// <summary>Joins pieces to words and words with spaces; ids that the vocabulary lacks are passed over.</summary>
    public string Decode(IEnumerable<int> ids, bool skipSpecialTokens)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var text = new StringBuilder();
        var isFirst = true;
        foreach (var id in ids)
        {
            if (skipSpecialTokens && _specialIds.Contains(id))
            {
                continue;
            }

            if (_vocabulary.TryGetToken(id, out var token))
            {
                var spelling = Spell(token, isFirst, out var needsSpace);
                text.Append(needsSpace ? " " : "").Append(spelling);
            }

            isFirst = false;
        }

        return text.ToString();
    }

    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten) =>
        Decode(ids, destination, skipSpecialTokens: false, out idsConsumed, out charsWritten);

    public OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, bool skipSpecialTokens, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        idsConsumed = 0;
        charsWritten = 0;
        var isFirst = true;
        foreach (var id in ids)
        {
            if (!(skipSpecialTokens && _specialIds.Contains(id)) && _vocabulary.TryGetToken(id, out var token))
            {
                var spelling = Spell(token, isFirst, out var needsSpace);
                var length = spelling.Length + (needsSpace ? 1 : 0);
                if (destination.Length - charsWritten < length)
                {
                    return OperationStatus.DestinationTooSmall;
                }

                if (needsSpace)
                {
                    destination[charsWritten] = ' ';
                }

                spelling.CopyTo(destination[(charsWritten + length - spelling.Length)..]);
                charsWritten += length;
                isFirst = false;
            }

            idsConsumed++;
        }

        return OperationStatus.Done;
    }

    internal static WordPieceVocabulary ReadVocabulary(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new StreamReader(stream, leaveOpen: true);
        return WordPieceVocabulary.Read(reader);
    }

    internal static async Task<WordPieceVocabulary> ReadVocabularyAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new StreamReader(stream, leaveOpen: true);
        return await WordPieceVocabulary.ReadAsync(reader, cancellationToken).ConfigureAwait(false);
    }

    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var prepared = new PreparedText(textSpan, settings, Normalizer, PreTokenizer);
        var tokens = new List<EncodedToken>();
        var ids = new List<int>();
        var ends = new List<int>();
        foreach (var (offset, length) in prepared.Pieces)
        {
            ids.Clear();
            ends.Clear();
            EncodeWord(prepared.Text.Slice(offset, length), ids, ends);
            var start = offset;
            for (var i = 0; i < ids.Count; i++)
            {
                tokens.Add(new EncodedToken(ids[i], _vocabulary.TokenOf(ids[i]), start..(offset + ends[i])));
                start = offset + ends[i];
            }
        }

        return new EncodeResults<EncodedToken> { Tokens = tokens, NormalizedText = prepared.NormalizedText, CharsConsumed = prepared.Text.Length };
    }

    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var prepared = new PreparedText(textSpan, settings, Normalizer, PreTokenizer);
        var ids = new List<int>();
        var consumed = 0;
        var isWhole = true;
        foreach (var (offset, length) in prepared.Pieces)
        {
            var before = ids.Count;
            EncodeWord(prepared.Text.Slice(offset, length), ids, ends: null);
            if (ids.Count > settings.MaxTokenCount)
            {
                // A word is never cut: its pieces go together.
                ids.RemoveRange(before, ids.Count - before);
                isWhole = false;
                break;
            }

            consumed = offset + length;
        }

        return new EncodeResults<int>
        {
            Tokens = ids,
            NormalizedText = prepared.NormalizedText,
            CharsConsumed = isWhole ? prepared.Text.Length : consumed,
        };
    }

    protected override int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings) =>
        EncodeToIds(text, textSpan, settings).Tokens.Count;

    protected override int GetIndexByTokenCount(
        string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText, out int tokenCount)
    {
        var prepared = new PreparedText(textSpan, settings, Normalizer, PreTokenizer);
        normalizedText = prepared.NormalizedText;
        tokenCount = 0;
        var ids = new List<int>();
        foreach (var (offset, length) in fromEnd ? prepared.Pieces.Reverse() : prepared.Pieces)
        {
            ids.Clear();
            EncodeWord(prepared.Text.Slice(offset, length), ids, ends: null);
            if (tokenCount + ids.Count > settings.MaxTokenCount)
            {
                return fromEnd ? offset + length : offset;
            }

            tokenCount += ids.Count;
            if (tokenCount == settings.MaxTokenCount)
            {
                return fromEnd ? offset : offset + length;
            }
        }

        return fromEnd ? 0 : prepared.Text.Length;
    }

    /// <summary>Appends a word's pieces, or the unknown token when they do not cover it.</summary>
    private void EncodeWord(ReadOnlySpan<char> word, List<int> ids, List<int>? ends)
    {
        var before = ids.Count;
        for (var start = 0; start < word.Length;)
        {
            var id = UnknownTokenId;
            var length = word.Length > MaxInputCharsPerWord ? 0 : _matcher.LongestPiece(word[start..], beginsWord: start == 0, out id);
            if (length == 0)
            {
                ids.RemoveRange(before, ids.Count - before);
                ends?.Clear();
                ids.Add(UnknownTokenId);
                ends?.Add(word.Length);
                return;
            }

            start += length;
            ids.Add(id);
            ends?.Add(start);
        }
    }

    private ReadOnlySpan<char> Spell(string token, bool isFirst, out bool needsSpace)
    {
        if (token.StartsWith(ContinuingSubwordPrefix, StringComparison.Ordinal))
        {
            needsSpace = false;
            return token.AsSpan(ContinuingSubwordPrefix.Length);
        }

        needsSpace = !isFirst && token[0] is not ('.' or ',' or '!' or '?' or '\'');
        return token;
    }
}
