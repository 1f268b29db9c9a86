using TransferLearning.Hub;
using TransferLearning.Inference.Encoders;
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
public sealed class EncoderRuntime : TextClassifier
{
    private readonly EncoderWeights _weights;
    private readonly PassPool _passes;

    private EncoderRuntime(ModelFolder folder, EncoderWeights weights, PreTrainedTokenizer tokenizer, int? maxTokens)
        : base(folder, weights.Shape.Config, tokenizer, maxTokens)
    {
        WeightBytes = weights.Bytes;
        _weights = weights;
        _passes = new PassPool(weights);
    }

    /// <inheritdoc/>
    public override string Precision => _weights.Precision;

    /// <summary>The memory that the weights take, in bytes.</summary>
    public long WeightBytes { get; }

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

        var weights = EncoderWeights.Load(folder, shape, factory);
        try
        {
            return new EncoderRuntime(folder, weights, tokenizer, options?.MaxTokens);
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _passes.Dispose();

    private protected override void Run(ReadOnlySpan<int> inputIds, ReadOnlySpan<int> tokenTypeIds, ReadOnlySpan<int> lengths, Span<float> logits)
    {
        var typeCount = _weights.Embeddings.TypeCount;
        CheckRange(inputIds, _weights.Embeddings.VocabSize, "token id", nameof(inputIds));
        if (typeCount > 0) CheckRange(tokenTypeIds, typeCount, "token type", nameof(tokenTypeIds));
        var pass = _passes.Rent();
        try
        {
            pass.Run(inputIds, typeCount == 0 ? [] : tokenTypeIds, lengths, logits);
        }
        finally
        {
            _passes.Return(pass);
        }
    }

    private static void CheckRange(ReadOnlySpan<int> values, int count, string what, string parameter)
    {
        foreach (var value in values)
        {
            if ((uint)value >= (uint)count) throw new ArgumentException($"There is a {what} {value}; they run from 0 to {count - 1}.", parameter);
        }
    }
}
