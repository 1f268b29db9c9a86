using System.Numerics.Tensors;
using TransferLearning.Inference;

namespace TransferLearning.Compression;

/// <summary>Finds the parts of a model that have to stay in floating point, so that no more accuracy is lost than is allowed.</summary>
/// <remarks>
/// Each part is quantized alone, and the change of the scores is its sensitivity. Then everything is quantized, and as long as the accuracy is too low, the most
/// sensitive parts are taken back, an eighth of all at a time.
/// </remarks>
internal sealed class SensitivitySearch(
    string folder, IReadOnlyList<QuantizationUnit> units, IReadOnlyDictionary<string, float> ranges, CompressionTolerance tolerance, int texts)
{
    public double AccuracyBefore { get; private set; }

    /// <summary>The most sensitive part first; empty if nothing had to be kept.</summary>
    public IReadOnlyList<LayerSensitivity> Sensitivities { get; private set; } = [];

    /// <summary>Whether an accuracy is lower than is allowed.</summary>
    public bool IsTooLow(double accuracy) => AccuracyBefore - accuracy > tolerance.AccuracyLoss + 1e-9;

    /// <summary>The parts to keep; none where quantizing all of them is good enough.</summary>
    public IReadOnlyCollection<QuantizationUnit> Keep(CancellationToken cancellationToken)
    {
        float[][] expected;
        string[] sample = [.. tolerance.Data.Take(Math.Min(texts, tolerance.Data.Count)).Select(example => example.Text)];
        using (var original = EncoderRuntime.Load(folder))
        {
            AccuracyBefore = Quantization.Accuracy(original, tolerance.Data, cancellationToken);
            expected = Logits(original, sample, cancellationToken);
        }

        if (!IsTooLow(AccuracyWithout([], cancellationToken))) return [];

        var ranked = units.Select(unit =>
        {
            using var runtime = Load([unit]);
            return (Unit: unit, Error: Difference(expected, Logits(runtime, sample, cancellationToken)));
        }).OrderByDescending(item => item.Error).ToList();
        Sensitivities = [.. ranked.Select(item => new LayerSensitivity(item.Unit.Name, item.Error))];

        var step = Math.Max(1, units.Count / 8);
        for (var count = step; count < units.Count; count += step)
        {
            QuantizationUnit[] kept = [.. ranked.Take(count).Select(item => item.Unit)];
            if (!IsTooLow(AccuracyWithout(kept, cancellationToken))) return kept;
        }

        return [.. units];
    }

    private double AccuracyWithout(IReadOnlyCollection<QuantizationUnit> kept, CancellationToken cancellationToken)
    {
        using var runtime = Load(units.Except(kept));
        return Quantization.Accuracy(runtime, tolerance.Data, cancellationToken);
    }

    private EncoderRuntime Load(IEnumerable<QuantizationUnit> quantized) =>
        EncoderRuntime.Load(folder, null, new QuantizingFactory(quantized.SelectMany(unit => unit.Linears).ToHashSet(StringComparer.Ordinal), ranges));

    private static float[][] Logits(EncoderRuntime runtime, string[] sample, CancellationToken cancellationToken) =>
        [.. runtime.Predict(sample, cancellationToken).Select(prediction => prediction.Logits.ToArray())];

    private static double Difference(float[][] expected, float[][] actual) =>
        Math.Sqrt(expected.Zip(actual, (wanted, found) => Math.Pow(TensorPrimitives.Distance<float>(wanted, found), 2) / wanted.Length).Average());
}
