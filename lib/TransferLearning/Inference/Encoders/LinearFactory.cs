using TransferLearning.Inference.Kernels;

namespace TransferLearning.Inference.Encoders;

/// <summary>Makes the kernels' linear layers from stored weights: each in the type in which it is stored.</summary>
internal class LinearFactory
{
    /// <summary>Makes one layer of several that share their input.</summary>
    /// <param name="inputs">The width that goes in.</param>
    /// <param name="outputs">The width that comes out.</param>
    /// <param name="parts">Each with its first output and its name.</param>
    /// <exception cref="NotSupportedException">Some parts are stored in eight bits and some are not.</exception>
    public virtual Linear Make(int inputs, int outputs, params IReadOnlyList<(int First, string Name, LinearWeights Weights)> parts)
    {
        if (parts.All(part => part.Weights is FloatWeights)) return FloatLinear.Pack(inputs, outputs, [.. parts.Select(part => (part.First, (FloatWeights)part.Weights))]);
        if (parts.All(part => part.Weights is Int8Weights)) return Int8Linear.Pack(inputs, outputs, [.. parts.Select(part => (part.First, (Int8Weights)part.Weights))]);
        throw new NotSupportedException($"{string.Join(", ", parts.Select(part => part.Name))} are computed together, and only some of them are stored in eight bits. Quantize all of them or none.");
    }
}
