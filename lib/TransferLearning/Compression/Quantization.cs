using TransferLearning.Data;
using TransferLearning.Hub;
using TransferLearning.Inference;
using TransferLearning.Inference.Encoders;
using TransferLearning.Models;

namespace TransferLearning.Compression;

/// <summary>
/// Stores a classifier's weights in eight bits, a quarter of float32: each row of a matrix as whole numbers from -127 to 127 and one scale. The
/// <see cref="EncoderRuntime"/> then multiplies whole numbers, which is faster; the model classes load such a folder too, as floating-point numbers.
/// </summary>
/// <example><code>var result = Quantization.Quantize("my-model", "my-model-int8", new() { Tolerance = new(validation, 0.005) });</code></example>
public static class Quantization
{
    // Enough to rank the layers; the accuracy itself is measured on all of the tolerance's data.
    private const int SensitivityTexts = 64;

    /// <summary>Quantizes the model of a folder into another folder.</summary>
    /// <param name="nameOrFolder">A classifier over bert, distilbert or roberta: a folder, or a name that stands for one.</param>
    /// <param name="output">The folder to write: configuration, weights, tokenizer and a card.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <param name="cancellationToken">Stops it; nothing is written then.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidDataException">The model is damaged, quantized already, or has no trained head.</exception>
    /// <exception cref="NotSupportedException">The model is no encoder.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static QuantizationResult Quantize(string nameOrFolder, string output, QuantizationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(output);
        options ??= new QuantizationOptions();
        options.Validate();
        var folder = ModelFolder.Resolve(nameOrFolder);
        var shape = EncoderShape.Read(folder);
        if (shape.Config.Quantization is not null) throw new InvalidDataException($"The model in '{folder.Path}' is quantized already. Quantize the one that it was made from.");

        var ranges = options.Method == QuantizationMethod.Static ? Calibrate(folder.Path, options.CalibrationTexts, cancellationToken) : new Dictionary<string, float>();
        var units = QuantizationUnit.Of(shape);
        if (options.Tolerance is not { } tolerance)
        {
            using (EncoderRuntime.Load(folder.Path)) return Store(folder, shape, units, [], ranges, options, output);
        }

        var search = new SensitivitySearch(folder.Path, units, ranges, tolerance, SensitivityTexts);
        var kept = search.Keep(cancellationToken);
        var result = Store(folder, shape, units, kept, ranges, options, output) with { AccuracyBefore = search.AccuracyBefore, Sensitivities = search.Sensitivities };
        var after = Accuracy(output, tolerance.Data, cancellationToken);
        if (search.IsTooLow(after) && options.Embeddings)
        {
            result = Store(folder, shape, units, kept, ranges, options with { Embeddings = false }, output) with { AccuracyBefore = search.AccuracyBefore, Sensitivities = search.Sensitivities };
            after = Accuracy(output, tolerance.Data, cancellationToken);
        }

        return result with { AccuracyAfter = after };
    }

    /// <summary>The share of texts whose label a model finds.</summary>
    internal static double Accuracy(EncoderRuntime runtime, Dataset data, CancellationToken cancellationToken)
    {
        var predictions = runtime.Predict([.. data.Select(example => example.Text)], cancellationToken);
        return predictions.Zip(data).Count(pair => pair.First.Label == data.LabelNames[pair.Second.Label]) / (double)data.Count;
    }

    private static double Accuracy(string folder, Dataset data, CancellationToken cancellationToken)
    {
        using var runtime = EncoderRuntime.Load(folder);
        return Accuracy(runtime, data, cancellationToken);
    }

    private static IReadOnlyDictionary<string, float> Calibrate(string folder, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var factory = new CalibratingFactory();
        using var runtime = EncoderRuntime.Load(folder, null, factory);
        runtime.Predict(texts, cancellationToken);
        return factory.Ranges;
    }

    private static QuantizationResult Store(
        ModelFolder folder, EncoderShape shape, IReadOnlyList<QuantizationUnit> units, IReadOnlyCollection<QuantizationUnit> kept,
        IReadOnlyDictionary<string, float> ranges, QuantizationOptions options, string output)
    {
        var config = new QuantizationConfig { Method = options.Method, Embeddings = options.Embeddings, KeptInFloat = [.. kept.SelectMany(unit => unit.Linears)] };
        var quantized = units.Except(kept).SelectMany(unit => unit.Linears).Select(name => name + ".weight").ToHashSet(StringComparer.Ordinal);
        if (options.Embeddings) quantized.Add(shape.Names.Embedding("word_embeddings.weight"));
        QuantizedFolder.Write(folder, shape.Config with { Quantization = config }, quantized, ranges, output);
        return new QuantizationResult
        {
            Folder = Path.GetFullPath(output),
            Config = config,
            BytesBefore = folder.WeightFiles().Sum(file => new FileInfo(file).Length),
            BytesAfter = ModelFolder.Open(output).WeightFiles().Sum(file => new FileInfo(file).Length),
        };
    }
}
