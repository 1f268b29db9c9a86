using TransferLearning.Data;
using TransferLearning.Hub;
using TransferLearning.Models;
using TransferLearning.Text;
using TransferLearning.Training;

namespace TransferLearning.Inference;

/// <summary>
/// A fine-tuned classifier that is ready to label texts, whatever its architecture. <see cref="Load"/> chooses what runs it: the fast runtime
/// (<see cref="EncoderRuntime"/>) where that knows the architecture, the model classes otherwise. Safe to use from any number of threads.
/// </summary>
/// <example><code>
/// using var classifier = TextClassifier.Load("my-model");
/// var (label, score) = classifier.Predict("a film to love").Scores[0];
/// </code></example>
public abstract class TextClassifier : IDisposable
{
    // More tokens at a time would be no faster, and would take more memory.
    private const int MostTokensAtOnce = 1_024;

    private protected TextClassifier(ModelFolder folder, PretrainedConfig config, PreTrainedTokenizer tokenizer, int? maxTokens)
    {
        Folder = folder.Path;
        Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Path));
        Config = config;
        Labels = config.Labels;
        Tokenizer = tokenizer;
        MaxTokens = Math.Min(config.MaxTokens, tokenizer.ModelMaxLength);
        if (maxTokens is not { } wanted) return;
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, tokenizer.Encode("").Length, nameof(maxTokens));
        MaxTokens = Math.Min(MaxTokens, wanted);
    }

    /// <summary>The model's name: that of its folder.</summary>
    public string Name { get; }

    /// <summary>The full path of its folder.</summary>
    public string Folder { get; }

    /// <summary>Its configuration.</summary>
    public PretrainedConfig Config { get; }

    /// <summary>The names of the labels, by their number.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The longest text in tokens, special ones included; longer ones are cut.</summary>
    public int MaxTokens { get; }

    /// <summary>The type in which the large products are computed: <c>float32</c> or <c>int8</c>.</summary>
    public abstract string Precision { get; }

    /// <summary>The model's tokenizer.</summary>
    public PreTrainedTokenizer Tokenizer { get; }

    /// <summary>Loads a fine-tuned classifier from a model folder, or by name: on the fast runtime if that knows the architecture, else by its model class.</summary>
    /// <param name="nameOrFolder">A folder with <c>config.json</c>, weights and tokenizer; or a name that stands for one.</param>
    /// <param name="maxTokens">Cuts texts at fewer tokens than the model takes; null for what it takes.</param>
    /// <exception cref="IOException">There is no such model, or a file of it is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the weights do not fit, or the classifier was never trained.</exception>
    /// <exception cref="NotSupportedException">The architecture is no classifier that the library knows.</exception>
    public static TextClassifier Load(string nameOrFolder, int? maxTokens = null)
    {
        var folder = ModelFolder.Resolve(nameOrFolder);
        try
        {
            return EncoderRuntime.Load(folder.Path, new EncoderRuntimeOptions { MaxTokens = maxTokens });
        }
        catch (NotSupportedException)
        {
            // The model classes know more architectures; if they do not know this one either, they say so.
            return ModelClassClassifier.Load(folder, maxTokens);
        }
    }

    /// <summary>Tokenizes a text, and cuts it if it is too long.</summary>
    public EncodedText Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new EncodedText(Tokenizer.Encode(text, null, new EncodingOptions { Truncation = TruncationStrategy.LongestFirst, MaxLength = MaxTokens, ReturnOverflowingTokens = true }));
    }

    /// <summary>Labels a text.</summary>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public TextPrediction Predict(string text) => Predict([text])[0];

    /// <summary>Labels texts.</summary>
    /// <param name="texts">The texts, in any number and of any lengths.</param>
    /// <param name="cancellationToken">Stops it between two pieces of at most 1,024 tokens.</param>
    /// <returns>A prediction for each text, in their order.</returns>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<TextPrediction> Predict(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return PredictEncoded([.. texts.Select(Encode)], cancellationToken);
    }

    /// <summary>Labels texts that <see cref="Encode"/> tokenized.</summary>
    /// <inheritdoc cref="Predict(IReadOnlyList{string}, CancellationToken)" path="/param|/returns|/exception"/>
    public IReadOnlyList<TextPrediction> PredictEncoded(IReadOnlyList<EncodedText> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var logits = ScoreAll([.. texts.Select(text => new TokenizedExample(text.Encoding.InputIds, text.Encoding.TokenTypeIds, 0))], cancellationToken);
        return
        [
            .. texts.Select((text, i) => new TextPrediction
            {
                Scores = LabelProbabilities.Rank(Config, logits[i]),
                Logits = logits[i],
                TokenCount = text.TokenCount,
                TotalTokens = text.TotalTokens,
            }),
        ];
    }

    /// <summary>Measures the classifier, as <see cref="Trainer.Evaluate"/> does.</summary>
    /// <param name="dataset">Texts that this model's tokenizer tokenized, with their labels.</param>
    /// <param name="cancellationToken">Stops it between two pieces of at most 1,024 tokens.</param>
    /// <exception cref="ArgumentException">There is no data, or it does not fit the model.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public EvaluationMetrics Evaluate(TokenizedDataset dataset, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Evaluator.Predict(this, dataset, cancellationToken).Metrics;
    }

    /// <summary>Scores tokens.</summary>
    /// <param name="inputIds">The token ids of all texts, one text after the other; no padding.</param>
    /// <param name="tokenTypeIds">Their token types; empty for all 0. Ignored by architectures without token types.</param>
    /// <param name="lengths">How many tokens each text has, from 1 to what the model takes; together the number of ids.</param>
    /// <param name="logits">Receives the scores, (texts, labels), row by row.</param>
    /// <exception cref="ArgumentException">A length, an id or a type is out of range, or the sizes do not fit one another.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public void Score(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> tokenTypeIds, ReadOnlySpan<int> lengths, Span<float> logits)
    {
        var tokens = 0L;
        foreach (var length in lengths)
        {
            if (length < 1 || length > Config.MaxTokens) throw new ArgumentException($"A text has {length} tokens, and the model takes 1 to {Config.MaxTokens}.", nameof(lengths));
            tokens += length;
        }

        if (tokens != inputIds.Length) throw new ArgumentException($"There are {inputIds.Length} token ids, but the lengths sum to {tokens}.", nameof(inputIds));
        if (!tokenTypeIds.IsEmpty && tokenTypeIds.Length != inputIds.Length)
            throw new ArgumentException($"There are {tokenTypeIds.Length} token types for {inputIds.Length} token ids.", nameof(tokenTypeIds));
        if (logits.Length != lengths.Length * Labels.Count)
            throw new ArgumentException($"There is room for {logits.Length} scores, and {lengths.Length} texts with {Labels.Count} labels have {lengths.Length * Labels.Count}.", nameof(logits));
        if (!lengths.IsEmpty) Run(inputIds, tokenTypeIds, lengths, logits);
    }

    /// <summary>
    /// What a text's scores say of its labels. A single label's score counts alone, and of several labels some may be true at once where the configuration says
    /// so (sigmoid), as Hugging Face has it; otherwise one of them is true (softmax).
    /// </summary>
    /// <param name="logits">The scores of one text, [labels].</param>
    /// <param name="probabilities">Receives as many probabilities, in [0, 1]; it may be the same memory.</param>
    public void ToProbabilities(ReadOnlySpan<float> logits, Span<float> probabilities) => LabelProbabilities.Compute(Config, logits, probabilities);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Scores any number of texts, those of like length together.</summary>
    /// <returns>Each text's scores, in their order: [texts][labels].</returns>
    internal float[][] ScoreAll(IReadOnlyList<TokenizedExample> texts, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].InputIds.Length)];
        var scores = new float[texts.Count][];
        for (int first = 0, end; first < order.Length; first = end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tokens = 0;
            for (end = first; end < order.Length && (end == first || tokens + texts[order[end]].InputIds.Length <= MostTokensAtOnce); end++) tokens += texts[order[end]].InputIds.Length;
            var piece = order.AsSpan(first, end - first);
            foreach (var (row, logits) in ScorePiece(texts, piece, tokens).Chunk(Labels.Count).Index()) scores[order[first + row]] = logits;
        }

        return scores;
    }

    /// <summary>Scores texts whose sizes fit one another.</summary>
    /// <inheritdoc cref="Score" path="/param|/exception"/>
    private protected abstract void Run(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> tokenTypeIds, ReadOnlySpan<int> lengths, Span<float> logits);

    private float[] ScorePiece(IReadOnlyList<TokenizedExample> texts, ReadOnlySpan<int> piece, int tokens)
    {
        var (ids, lengths, logits) = (new int[tokens], new int[piece.Length], new float[piece.Length * Labels.Count]);
        var types = texts[piece[0]].TokenTypeIds is null ? [] : new int[tokens];
        for (int row = 0, at = 0; row < piece.Length; at += lengths[row], row++)
        {
            var text = texts[piece[row]];
            lengths[row] = text.InputIds.Length;
            text.InputIds.CopyTo(ids, at);
            text.TokenTypeIds?.CopyTo(types, at);
        }

        Score(ids, types, lengths, logits);
        return logits;
    }
}
