using System.Numerics.Tensors;
using TransferLearning.Hub;
using TransferLearning.Inference.Encoders;
using TransferLearning.Models;
using TransferLearning.Text;

namespace TransferLearning.Inference;

/// <summary>
/// Runs a fine-tuned BERT, DistilBERT or RoBERTa classifier fast: no gradients, weights arranged once for the processor, no padding between texts of different
/// lengths. The answers are those of the model classes.
/// </summary>
/// <remarks>
/// Safe to use from any number of threads. A call uses all cores; one that comes while another computes runs on its caller's thread alone, and no more of them at
/// the same time than there are cores: the others wait. After
/// <see cref="Dispose"/>, runs that had begun end as if nothing had happened, and the memory goes when the last of them is done.
/// </remarks>
/// <example><code>
/// using var runtime = EncoderRuntime.Load("my-model");
/// var (label, score) = runtime.Predict("a film to love").Scores[0];
/// </code></example>
public sealed class EncoderRuntime : IDisposable
{
    // More tokens at a time would be no faster, and would take more memory.
    private const int MostTokensAtOnce = 1_024;

    private readonly EncoderWeights _weights;
    private readonly PassPool _passes;

    private EncoderRuntime(ModelFolder folder, EncoderWeights weights, PreTrainedTokenizer tokenizer, int maxTokens)
    {
        Folder = folder.Path;
        Name = Path.GetFileName(folder.Path.TrimEnd(Path.DirectorySeparatorChar));
        Tokenizer = tokenizer;
        MaxTokens = maxTokens;
        WeightBytes = weights.Bytes;
        Labels = weights.Shape.Config.Labels;
        _weights = weights;
        _passes = new PassPool(weights);
    }

    /// <summary>The model's name: that of its folder.</summary>
    public string Name { get; }

    /// <summary>The full path of its folder.</summary>
    public string Folder { get; }

    /// <summary>Its configuration.</summary>
    public PretrainedConfig Config => _weights.Shape.Config;

    /// <summary>The names of the labels, by their number.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The longest text in tokens, special ones included; longer ones are cut.</summary>
    public int MaxTokens { get; }

    /// <summary>The type in which the large products are computed: <c>float32</c> or <c>int8</c>.</summary>
    public string Precision => _weights.Precision;

    /// <summary>The memory that the weights take, in bytes.</summary>
    public long WeightBytes { get; }

    /// <summary>The model's tokenizer.</summary>
    public PreTrainedTokenizer Tokenizer { get; }

    /// <summary>Loads a classifier from a model folder, or by name.</summary>
    /// <param name="nameOrFolder">A folder with <c>config.json</c>, weights (float32, float16, bfloat16 or this library's int8) and tokenizer; or a name that stands for one.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such model.</exception>
    /// <exception cref="FileNotFoundException">The folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the weights do not fit, or the classifier was never trained.</exception>
    /// <exception cref="NotSupportedException">The model is no encoder that the runtime knows.</exception>
    public static EncoderRuntime Load(string nameOrFolder, EncoderRuntimeOptions? options = null) => Load(nameOrFolder, options, new LinearFactory());

    /// <summary>Loads a classifier whose linear layers somebody else makes.</summary>
    internal static EncoderRuntime Load(string nameOrFolder, EncoderRuntimeOptions? options, LinearFactory factory)
    {
        var folder = ModelFolder.Resolve(nameOrFolder);
        var shape = EncoderShape.Read(folder);
        var tokenizer = AutoTokenizer.FromPretrained(folder.Path);
        if (tokenizer.VocabSize > shape.VocabSize)
            throw new InvalidDataException($"The tokenizer in '{folder.Path}' has {tokenizer.VocabSize} tokens, but the model only {shape.VocabSize}: they do not belong together. Fetch the folder again.");

        var most = Math.Min(shape.Config.MaxTokens, tokenizer.ModelMaxLength);
        if (options?.MaxTokens is { } wanted)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(wanted, tokenizer.Encode("").Length, nameof(options));
            most = Math.Min(most, wanted);
        }

        return new EncoderRuntime(folder, EncoderWeights.Load(folder, shape, factory), tokenizer, most);
    }

    /// <summary>Tokenizes a text, and cuts it if it is too long.</summary>
    public EncodedText Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new EncodedText(Tokenizer.Encode(text, null, new EncodingOptions { Truncation = TruncationStrategy.LongestFirst, MaxLength = MaxTokens, ReturnOverflowingTokens = true }));
    }

    /// <summary>Labels a text.</summary>
    /// <exception cref="ObjectDisposedException">The runtime was disposed.</exception>
    public TextPrediction Predict(string text) => Predict([text])[0];

    /// <summary>Labels texts.</summary>
    /// <param name="texts">The texts, in any number and of any lengths.</param>
    /// <param name="cancellationToken">Stops it between two pieces of at most 1,024 tokens.</param>
    /// <returns>A prediction for each text, in their order.</returns>
    /// <exception cref="ObjectDisposedException">The runtime was disposed.</exception>
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
        var logits = new float[texts.Count * Labels.Count];
        for (int first = 0, end; first < texts.Count; first = end)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var tokens = 0;
            for (end = first; end < texts.Count && (end == first || tokens + texts[end].TokenCount <= MostTokensAtOnce); end++) tokens += texts[end].TokenCount;
            var (ids, types, lengths) = (new int[tokens], new int[tokens], new int[end - first]);
            for (int text = first, at = 0; text < end; at += texts[text].TokenCount, text++)
            {
                texts[text].Encoding.InputIds.CopyTo(ids, at);
                texts[text].Encoding.TokenTypeIds.CopyTo(types, at);
                lengths[text - first] = texts[text].TokenCount;
            }

            Score(ids, types, lengths, logits.AsSpan(first * Labels.Count, lengths.Length * Labels.Count));
        }

        return [.. texts.Select((text, i) => Prediction(text, logits.AsSpan(i * Labels.Count, Labels.Count)))];
    }

    /// <summary>Scores tokens. Once runs of this size have been made, it allocates nothing.</summary>
    /// <param name="inputIds">The token ids of all texts, one text after the other; no padding.</param>
    /// <param name="tokenTypeIds">Their token types; empty for all 0. Ignored by architectures without token types.</param>
    /// <param name="lengths">How many tokens each text has, from 1 to what the model takes; together the number of ids.</param>
    /// <param name="logits">Receives the scores, (texts, labels), row by row.</param>
    /// <exception cref="ArgumentException">A length, an id or a type is out of range, or the sizes do not fit one another.</exception>
    /// <exception cref="ObjectDisposedException">The runtime was disposed.</exception>
    public void Score(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> tokenTypeIds, ReadOnlySpan<int> lengths, Span<float> logits)
    {
        Check(inputIds, tokenTypeIds, lengths, logits);
        if (lengths.IsEmpty) return;
        var pass = _passes.Rent();
        try
        {
            pass.Run(inputIds, _weights.Embeddings.TypeCount == 0 ? [] : tokenTypeIds, lengths, logits);
        }
        finally
        {
            _passes.Return(pass);
        }
    }

    /// <summary>
    /// What a text's scores say of its labels. A single label's score counts alone, and of several labels some may be true at once where the configuration says
    /// so (sigmoid), as Hugging Face has it; otherwise one of them is true (softmax).
    /// </summary>
    /// <param name="logits">The scores of one text, [labels].</param>
    /// <param name="probabilities">Receives as many probabilities, in [0, 1]; it may be the same memory.</param>
    public void ToProbabilities(ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        if (logits.Length == 1 || Config.ProblemType == "multi_label_classification") TensorPrimitives.Sigmoid(logits, probabilities);
        else TensorPrimitives.SoftMax(logits, probabilities);
    }

    /// <inheritdoc/>
    public void Dispose() => _passes.Dispose();

    private void Check(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> tokenTypeIds, ReadOnlySpan<int> lengths, Span<float> logits)
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
        CheckRange(inputIds, _weights.Embeddings.VocabSize, "token id", nameof(inputIds));
        if (_weights.Embeddings.TypeCount > 0) CheckRange(tokenTypeIds, _weights.Embeddings.TypeCount, "token type", nameof(tokenTypeIds));
    }

    private static void CheckRange(ReadOnlySpan<int> values, int count, string what, string parameter)
    {
        foreach (var value in values)
        {
            if ((uint)value >= (uint)count) throw new ArgumentException($"There is a {what} {value}; they run from 0 to {count - 1}.", parameter);
        }
    }

    private TextPrediction Prediction(EncodedText text, ReadOnlySpan<float> logits)
    {
        var probabilities = new float[logits.Length];
        ToProbabilities(logits, probabilities);
        return new TextPrediction
        {
            Scores = [.. probabilities.Select((score, label) => new TextClassification(Labels[label], score)).OrderByDescending(result => result.Score)],
            Logits = logits.ToArray(),
            TokenCount = text.TokenCount,
            TotalTokens = text.TotalTokens,
        };
    }
}
