using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.Tokenizers;

/// <summary>BERT's tokenizer: clean, split at punctuation, WordPiece, with [CLS] before and [SEP] after.</summary>
public sealed class BertTokenizer : WordPieceTokenizer
{
    private BertTokenizer(WordPieceVocabulary vocabulary, BertOptions options, WordPieceOptions resolved)
        : base(vocabulary, resolved)
    {
        ApplyBasicTokenization = options.ApplyBasicTokenization;
        IndividuallyTokenizeCjk = options.IndividuallyTokenizeCjk;
        LowerCaseBeforeTokenization = options.LowerCaseBeforeTokenization;
        RemoveNonSpacingMarks = options.RemoveNonSpacingMarks;
        SplitOnSpecialTokens = options.SplitOnSpecialTokens;
        (ClassificationToken, ClassificationTokenId) = (options.ClassificationToken, IdOf(vocabulary, options.ClassificationToken));
        (SeparatorToken, SeparatorTokenId) = (options.SeparatorToken, IdOf(vocabulary, options.SeparatorToken));
        (PaddingToken, PaddingTokenId) = (options.PaddingToken, IdOf(vocabulary, options.PaddingToken));
        (MaskingToken, MaskingTokenId) = (options.MaskingToken, IdOf(vocabulary, options.MaskingToken));
    }

    public bool ApplyBasicTokenization { get; }

    public string ClassificationToken { get; }

    public int ClassificationTokenId { get; }

    public bool IndividuallyTokenizeCjk { get; }

    public bool LowerCaseBeforeTokenization { get; }

    public string MaskingToken { get; }

    public int MaskingTokenId { get; }

    public string PaddingToken { get; }

    public int PaddingTokenId { get; }

    public bool RemoveNonSpacingMarks { get; }

    public string SeparatorToken { get; }

    public int SeparatorTokenId { get; }

    public bool SplitOnSpecialTokens { get; }

    public static BertTokenizer Create(string vocabFilePath, BertOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(vocabFilePath);
        using var stream = File.OpenRead(vocabFilePath);
        return Create(stream, options);
    }

    public static BertTokenizer Create(Stream vocabStream, BertOptions? options = null) =>
        Create(ReadVocabulary(vocabStream), options ?? new());

    public static async Task<BertTokenizer> CreateAsync(string vocabFilePath, BertOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(vocabFilePath);
        using var stream = File.OpenRead(vocabFilePath);
        return await CreateAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<BertTokenizer> CreateAsync(Stream vocabStream, BertOptions? options = null, CancellationToken cancellationToken = default) =>
        Create(await ReadVocabularyAsync(vocabStream, cancellationToken).ConfigureAwait(false), options ?? new());

    public new IReadOnlyList<int> EncodeToIds(string text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, addSpecialTokens: true, considerPreTokenization, considerNormalization);

    public new IReadOnlyList<int> EncodeToIds(ReadOnlySpan<char> text, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, addSpecialTokens: true, considerPreTokenization, considerNormalization);

    public IReadOnlyList<int> EncodeToIds(string text, bool addSpecialTokens, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EncodeToIds(text.AsSpan(), addSpecialTokens, considerPreTokenization, considerNormalization);
    }

    public IReadOnlyList<int> EncodeToIds(ReadOnlySpan<char> text, bool addSpecialTokens, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var ids = base.EncodeToIds(text, considerPreTokenization, considerNormalization);
        return addSpecialTokens ? BuildInputsWithSpecialTokens(ids) : ids;
    }

    public new IReadOnlyList<int> EncodeToIds(
        string text, int maxTokenCount, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, maxTokenCount, addSpecialTokens: true, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization);

    public new IReadOnlyList<int> EncodeToIds(
        ReadOnlySpan<char> text, int maxTokenCount, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true) =>
        EncodeToIds(text, maxTokenCount, addSpecialTokens: true, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization);

    public IReadOnlyList<int> EncodeToIds(
        string text, int maxTokenCount, bool addSpecialTokens, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        return EncodeToIds(text.AsSpan(), maxTokenCount, addSpecialTokens, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization);
    }

    public IReadOnlyList<int> EncodeToIds(
        ReadOnlySpan<char> text, int maxTokenCount, bool addSpecialTokens, out string? normalizedText, out int charsConsumed, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        if (!addSpecialTokens)
        {
            return base.EncodeToIds(text, maxTokenCount, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization);
        }

        if (maxTokenCount < 2)
        {
            (normalizedText, charsConsumed) = (null, 0);
            return [];
        }

        return BuildInputsWithSpecialTokens(
            base.EncodeToIds(text, maxTokenCount - 2, out normalizedText, out charsConsumed, considerPreTokenization, considerNormalization));
    }

    /// <summary>[CLS] A [SEP], or [CLS] A [SEP] B [SEP].</summary>
    public IReadOnlyList<int> BuildInputsWithSpecialTokens(IEnumerable<int> tokenIds, IEnumerable<int>? additionalTokenIds = null)
    {
        ArgumentNullException.ThrowIfNull(tokenIds);
        return additionalTokenIds is null
            ? [ClassificationTokenId, .. tokenIds, SeparatorTokenId]
            : [ClassificationTokenId, .. tokenIds, SeparatorTokenId, .. additionalTokenIds, SeparatorTokenId];
    }

    /// <inheritdoc cref="BuildInputsWithSpecialTokens(IEnumerable{int}, IEnumerable{int})"/>
    public OperationStatus BuildInputsWithSpecialTokens(
        IEnumerable<int> tokenIds, Span<int> destination, out int valuesWritten, IEnumerable<int>? additionalTokenIds = null) =>
        CopyTo(destination, BuildInputsWithSpecialTokens(tokenIds, additionalTokenIds), out valuesWritten);

    /// <summary>0 for the first sequence with its [CLS] and [SEP], 1 for the second with its [SEP].</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "An instance method in the real class.")]
    public IReadOnlyList<int> CreateTokenTypeIdsFromSequences(IEnumerable<int> tokenIds, IEnumerable<int>? additionalTokenIds = null)
    {
        ArgumentNullException.ThrowIfNull(tokenIds);
        var first = Enumerable.Repeat(0, tokenIds.Count() + 2);
        return additionalTokenIds is null ? [.. first] : [.. first, .. Enumerable.Repeat(1, additionalTokenIds.Count() + 1)];
    }

    /// <inheritdoc cref="CreateTokenTypeIdsFromSequences(IEnumerable{int}, IEnumerable{int})"/>
    public OperationStatus CreateTokenTypeIdsFromSequences(
        IEnumerable<int> tokenIds, Span<int> destination, out int valuesWritten, IEnumerable<int>? additionalTokenIds = null) =>
        CopyTo(destination, CreateTokenTypeIdsFromSequences(tokenIds, additionalTokenIds), out valuesWritten);

    /// <summary>1 where a special token stands, or will stand once special tokens are added; 0 elsewhere.</summary>
    public IReadOnlyList<int> GetSpecialTokensMask(IEnumerable<int> tokenIds, IEnumerable<int>? additionalTokenIds = null, bool alreadyHasSpecialTokens = false)
    {
        ArgumentNullException.ThrowIfNull(tokenIds);
        if (alreadyHasSpecialTokens)
        {
            return [.. tokenIds.Concat(additionalTokenIds ?? []).Select(id => IsSpecial(id) ? 1 : 0)];
        }

        var first = Enumerable.Repeat(0, tokenIds.Count());
        return additionalTokenIds is null ? [1, .. first, 1] : [1, .. first, 1, .. Enumerable.Repeat(0, additionalTokenIds.Count()), 1];
    }

    /// <inheritdoc cref="GetSpecialTokensMask(IEnumerable{int}, IEnumerable{int}, bool)"/>
    public OperationStatus GetSpecialTokensMask(
        IEnumerable<int> tokenIds, Span<int> destination, out int valuesWritten, IEnumerable<int>? additionalTokenIds = null, bool alreadyHasSpecialTokens = false) =>
        CopyTo(destination, GetSpecialTokensMask(tokenIds, additionalTokenIds, alreadyHasSpecialTokens), out valuesWritten);

    private static BertTokenizer Create(WordPieceVocabulary vocabulary, BertOptions options)
    {
        var special = options.SpecialTokens ?? (options.SplitOnSpecialTokens ? OwnSpecialTokens(vocabulary, options) : null);
        var spellings = special;
        if (special is not null && options is { SplitOnSpecialTokens: true, ApplyBasicTokenization: true, LowerCaseBeforeTokenization: true })
        {
            // The text is in lower case by the time that special tokens are looked for.
            spellings = special.ToDictionary(token => token.Key.ToLowerInvariant(), token => token.Value);
            foreach (var (token, id) in spellings)
            {
                vocabulary.AddSpelling(token, id);
            }
        }

        return new BertTokenizer(vocabulary, options, new WordPieceOptions
        {
            ContinuingSubwordPrefix = options.ContinuingSubwordPrefix,
            MaxInputCharsPerWord = options.MaxInputCharsPerWord,
            UnknownToken = options.UnknownToken,
            SpecialTokens = special,
            Normalizer = options.Normalizer ?? (options.ApplyBasicTokenization
                ? new BertNormalizer(options.LowerCaseBeforeTokenization, options.IndividuallyTokenizeCjk, options.RemoveNonSpacingMarks)
                : null),
            PreTokenizer = options.PreTokenizer ?? (options.ApplyBasicTokenization
                ? PreTokenizer.CreateWordOrPunctuation(options.SplitOnSpecialTokens ? spellings : null)
                : PreTokenizer.CreateWhiteSpace()),
        });
    }

    private static Dictionary<string, int> OwnSpecialTokens(WordPieceVocabulary vocabulary, BertOptions options)
    {
        string[] tokens = [options.UnknownToken, options.SeparatorToken, options.PaddingToken, options.ClassificationToken, options.MaskingToken];
        return tokens.Distinct().ToDictionary(token => token, token => IdOf(vocabulary, token));
    }

    private static int IdOf(WordPieceVocabulary vocabulary, string token) => vocabulary.TryGetId(token, out var id)
        ? id
        : throw new ArgumentException($"The special token '{token}' is not in the vocabulary.");

    private static OperationStatus CopyTo(Span<int> destination, IReadOnlyList<int> values, out int valuesWritten)
    {
        valuesWritten = 0;
        if (destination.Length < values.Count)
        {
            return OperationStatus.DestinationTooSmall;
        }

        foreach (var value in values)
        {
            destination[valuesWritten++] = value;
        }

        return OperationStatus.Done;
    }

    private bool IsSpecial(int id) =>
        id == ClassificationTokenId || id == SeparatorTokenId || id == PaddingTokenId || id == MaskingTokenId || id == UnknownTokenId;
}
