using static TorchSharp.torch;

namespace Benchmarks.SideBySide;

/// <summary>The formulas behind both sides' inputs; cases.py has the same.</summary>
internal static class Inputs
{
    /// <summary>Spread evenly over [-1, 1), exactly representable.</summary>
    public static Tensor Numbers(uint seed, params long[] sizes)
    {
        float[] values = new float[sizes.Aggregate(1L, (product, size) => product * size)];
        for (uint i = 0; i < values.Length; i++) values[i] = (((i * 2654435761u) + (seed * 374761393u)) >> 8) / (float)(1 << 23) - 1;
        return tensor(values, sizes);
    }

    public static Tensor TokenIds(long batch, long tokens, long vocabulary) => ((arange(batch * tokens) * 7919 % (vocabulary - 1)) + 1).view(batch, tokens);

    /// <summary>Text b ends b tokens before the end.</summary>
    public static Tensor AttentionMask(long batch, long tokens) => (arange(tokens).unsqueeze(0) < tokens - arange(batch).unsqueeze(1)).to_type(ScalarType.Int64);
}
