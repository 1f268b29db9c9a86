using TransferLearning.Inference.Encoders;
using TransferLearning.Inference.Kernels;

namespace TransferLearning.Compression;

/// <summary>Makes a model's layers with some of them in eight bits, to see what that does before it is stored.</summary>
/// <param name="quantized">The layers in eight bits.</param>
/// <param name="ranges">Each layer's largest input; none where each token's own is taken.</param>
internal sealed class QuantizingFactory(IReadOnlySet<string> quantized, IReadOnlyDictionary<string, float> ranges) : LinearFactory
{
    /// <inheritdoc/>
    public override Linear Make(int inputs, int outputs, params IReadOnlyList<(int First, string Name, LinearWeights Weights)> parts) =>
        base.Make(inputs, outputs, [.. parts.Select(part => (part.First, part.Name, quantized.Contains(part.Name) ? Quantize(part.Name, part.Weights) : part.Weights))]);

    private LinearWeights Quantize(string name, LinearWeights weights) => weights is FloatWeights floats
        ? floats.Quantize() with { InputRange = ranges.TryGetValue(name, out var range) ? range : null }
        : weights;
}
