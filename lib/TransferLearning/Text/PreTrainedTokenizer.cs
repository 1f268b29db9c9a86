namespace TransferLearning.Text;

/// <summary>
/// A model's tokenizer, as Hugging Face's fast tokenizers work: text in, ids, masks and offsets out, exact to the last token.
/// Safe to use from several threads.
/// </summary>
public sealed class PreTrainedTokenizer
{
    private readonly AddedTokenFinder _finder;
    private readonly HashSet<int> _specialIds;

    // One sequence or two, without special tokens or with them.
    private readonly SequenceLayout[,] _layouts;

    [ThreadStatic]
    private static TokenBuffer? s_first;

    [ThreadStatic]
    private static TokenBuffer? s_second;

    internal PreTrainedTokenizer(
        TokenVocabulary vocabulary, TokenizerPipeline pipeline, SequenceTemplate template, SpecialTokens specialTokens, IEnumerable<AddedToken> addedTokens)
    {
        Vocabulary = vocabulary;
        Pipeline = pipeline;
        Template = template;
        SpecialTokens = specialTokens;
        AddedTokens = [.. addedTokens.OrderBy(token => token.Id)];
        var missing = template.Pair.Concat(template.Single).Select(piece => piece.Token).OfType<string>().FirstOrDefault(token => !vocabulary.TryGetId(token, out _));
        if (missing is not null)
        {
            throw new InvalidDataException($"The special token '{missing}' is put around every text, but it is not in the vocabulary of {vocabulary.Count} tokens.");
        }

        _finder = new AddedTokenFinder(AddedTokens);
        _specialIds = [.. AddedTokens.Where(token => token.IsSpecial).Select(token => token.Id)];
        _layouts = new[,]
        {
            { new SequenceLayout(template.Single, addSpecialTokens: false, vocabulary), new SequenceLayout(template.Single, addSpecialTokens: true, vocabulary) },
            { new SequenceLayout(template.Pair, addSpecialTokens: false, vocabulary), new SequenceLayout(template.Pair, addSpecialTokens: true, vocabulary) },
        };
    }

    /// <summary>The tokens and their ids.</summary>
    public TokenVocabulary Vocabulary { get; }

    /// <summary>The tokens that mean something to the model.</summary>
    public SpecialTokens SpecialTokens { get; }

    /// <summary>The tokens that are found in the text as they stand.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; }

    /// <summary>The longest encoding that the model takes, in tokens; <see cref="int.MaxValue"/> when there is no limit.</summary>
    public int ModelMaxLength { get; init; } = int.MaxValue;

    /// <summary>Where padding goes.</summary>
    public Side PaddingSide { get; init; }

    /// <summary>Which end truncation cuts.</summary>
    public Side TruncationSide { get; init; }

    /// <summary>How many tokens there are.</summary>
    public int VocabSize => Vocabulary.Count;

    /// <summary>The id of the padding token.</summary>
    /// <exception cref="InvalidOperationException">The tokenizer has none. The same holds for the other ids.</exception>
    public int PadTokenId => IdOf(SpecialTokens.PadToken, "padding");

    /// <summary>The id of the unknown token.</summary>
    public int UnkTokenId => IdOf(SpecialTokens.UnkToken, "unknown");

    /// <summary>The id of the token that begins a sequence.</summary>
    public int ClsTokenId => IdOf(SpecialTokens.ClsToken, "classification");

    /// <summary>The id of the token that ends a sequence.</summary>
    public int SepTokenId => IdOf(SpecialTokens.SepToken, "separator");

    /// <summary>The id of the token that hides another.</summary>
    public int MaskTokenId => IdOf(SpecialTokens.MaskToken, "mask");

    /// <summary>The id of the token that begins a text.</summary>
    public int BosTokenId => IdOf(SpecialTokens.BosToken, "beginning-of-text");

    /// <summary>The id of the token that ends a text.</summary>
    public int EosTokenId => IdOf(SpecialTokens.EosToken, "end-of-text");

    /// <summary>The ids that decoding may leave out.</summary>
    public IReadOnlySet<int> AllSpecialIds => _specialIds;

    internal TokenizerPipeline Pipeline { get; }

    internal SequenceTemplate Template { get; }

    /// <summary>Reads a tokenizer from a model folder: <c>tokenizer.json</c>, or <c>vocab.txt</c>, or <c>vocab.json</c> with <c>merges.txt</c>.</summary>
    /// <inheritdoc cref="AutoTokenizer.FromPretrained" path="/param|/exception"/>
    public static PreTrainedTokenizer FromPretrained(string nameOrFolder, string revision = "main") => AutoTokenizer.FromPretrained(nameOrFolder, revision);

    /// <summary>Writes the tokenizer's files into a model folder, so that Hugging Face's libraries open it.</summary>
    public void SavePretrained(string folder) => TokenizerWriter.Write(this, folder);

    /// <summary>The content of <c>tokenizer.json</c>: two tokenizers with the same one make the same ids of a text.</summary>
    public string ToJson() => TokenizerWriter.ToJson(this);

    /// <summary>The same tokenizer, padding and cutting at other sides.</summary>
    public PreTrainedTokenizer With(Side paddingSide, Side truncationSide) => new(Vocabulary, Pipeline, Template, SpecialTokens, AddedTokens)
    {
        ModelMaxLength = ModelMaxLength,
        PaddingSide = paddingSide,
        TruncationSide = truncationSide,
    };

    /// <summary>The tokens of a text, without special ones.</summary>
    public IReadOnlyList<string> Tokenize(string text) => Encode(text, addSpecialTokens: false).Tokens;

    /// <summary>Encodes a text, or a pair of texts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">A second text, such as the answer to a question.</param>
    /// <param name="addSpecialTokens">Whether the model's special tokens are put around.</param>
    /// <param name="truncation">What is cut when the encoding is too long.</param>
    /// <param name="maxLength">The longest encoding in tokens; when null, <see cref="ModelMaxLength"/>.</param>
    /// <param name="padding">How far the encoding is filled up.</param>
    /// <exception cref="ArgumentException">The length leaves no room for the special tokens, or truncation may not cut enough.</exception>
    public TokenEncoding Encode(
        string text,
        string? pair = null,
        bool addSpecialTokens = true,
        TruncationStrategy truncation = TruncationStrategy.DoNotTruncate,
        int? maxLength = null,
        PaddingStrategy padding = PaddingStrategy.DoNotPad) =>
        Encode(text, pair, EncodingOptions.Of(addSpecialTokens, truncation, maxLength, padding));

    /// <summary>Encodes a text, or a pair of texts.</summary>
    /// <exception cref="ArgumentException">The options ask for what cannot be.</exception>
    public TokenEncoding Encode(string text, string? pair, EncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var encoding = EncodeUnpadded(text, pair, options);
        return Pad(encoding, encoding.Length, options);
    }

    /// <summary>Encodes several texts, on all cores.</summary>
    public BatchEncoding EncodeBatch(
        IReadOnlyList<string> texts,
        IReadOnlyList<string>? pairs = null,
        bool addSpecialTokens = true,
        TruncationStrategy truncation = TruncationStrategy.DoNotTruncate,
        int? maxLength = null,
        PaddingStrategy padding = PaddingStrategy.DoNotPad) =>
        EncodeBatch(texts, pairs, EncodingOptions.Of(addSpecialTokens, truncation, maxLength, padding));

    /// <summary>Encodes several texts, on all cores.</summary>
    /// <exception cref="ArgumentException">There are not as many second texts as first ones, or the options ask for what cannot be.</exception>
    public BatchEncoding EncodeBatch(IReadOnlyList<string> texts, IReadOnlyList<string>? pairs, EncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(options);
        if (pairs is not null && pairs.Count != texts.Count)
        {
            throw new ArgumentException($"There are {texts.Count} texts but {pairs.Count} second texts: each text needs one.", nameof(pairs));
        }

        var encodings = new TokenEncoding[texts.Count];
        const int FewTexts = 32;
        if (texts.Count < FewTexts)
        {
            for (var i = 0; i < texts.Count; i++)
            {
                encodings[i] = EncodeUnpadded(texts[i], pairs?[i], options);
            }
        }
        else
        {
            Parallel.For(0, texts.Count, i => encodings[i] = EncodeUnpadded(texts[i], pairs?[i], options));
        }

        var longest = encodings.Select(encoding => encoding.Length).DefaultIfEmpty(0).Max();
        return new BatchEncoding(Array.ConvertAll(encodings, encoding => Pad(encoding, longest, options)));
    }

    /// <summary>The text that ids stand for.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <param name="cleanUpTokenizationSpaces">Whether WordPiece takes back the spaces before punctuation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public string Decode(IEnumerable<int> ids, bool skipSpecialTokens = false, bool cleanUpTokenizationSpaces = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var tokens = ids.Where(id => !(skipSpecialTokens && _specialIds.Contains(id))).Select(IdToToken);
        return Pipeline.Join([.. tokens], cleanUpTokenizationSpaces);
    }

    /// <summary>The token with an id.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The vocabulary has no such id.</exception>
    public string IdToToken(int id) => Vocabulary.TryGetToken(id, out var token)
        ? token
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has the ids 0 to {VocabSize - 1}.");

    /// <summary>The id of a token, that of the unknown token when the vocabulary lacks it.</summary>
    public int TokenToId(string token) => Vocabulary.TryGetId(token, out var id) ? id : UnkTokenId;

    private TokenEncoding EncodeUnpadded(string text, string? pair, EncodingOptions options)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = s_first ??= new TokenBuffer();
        Tokenize(text, first);
        var assembler = new EncodingAssembler(this, _layouts[pair is null ? 0 : 1, options.AddSpecialTokens ? 1 : 0], options);
        if (pair is null)
        {
            return assembler.Assemble(first, null);
        }

        var second = s_second ??= new TokenBuffer();
        Tokenize(pair, second);
        return assembler.Assemble(first, second);
    }

    private void Tokenize(ReadOnlySpan<char> text, TokenBuffer tokens)
    {
        tokens.Clear();
        var at = 0;
        while (_finder.Find(text, at, out var span) is { } token)
        {
            Pipeline.Tokenize(text[at..span.Start], at, tokens);
            tokens.BeginWord();
            var spelling = token.Content;
            if (span.Length > spelling.Length)
            {
                spelling = text[span.Start..span.End].ToString();
                tokens.Spellings.Add(tokens.Count, spelling);
            }

            tokens.Add(token.Id, Pipeline.Trim(spelling, span));
            at = span.End;
        }

        Pipeline.Tokenize(text[at..], at, tokens);
    }

    private TokenEncoding Pad(TokenEncoding encoding, int longest, EncodingOptions options)
    {
        if (options.Padding == PaddingStrategy.DoNotPad)
        {
            return encoding;
        }

        var length = options.Padding == PaddingStrategy.Longest ? longest : options.MaxLength ?? ModelMaxLength;
        if (length == int.MaxValue)
        {
            throw new ArgumentException("Padding is MaxLength, but neither the options nor the tokenizer say how long that is. Give a maxLength.");
        }

        if (options.PadToMultipleOf is { } multiple)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(multiple, nameof(options));
            length = (length + multiple - 1) / multiple * multiple;
        }

        return encoding.Pad(length, PadTokenId, PaddingSide);
    }

    private int IdOf(string? token, string role) => token is not null && Vocabulary.TryGetId(token, out var id)
        ? id
        : throw new InvalidOperationException($"This tokenizer has no {role} token. Set it in tokenizer_config.json.");
}
