using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Where a tensor is not zero.</summary>
internal static class NonZeroOps
{
    /// <summary>One row per element that is not zero: its position, in row-major order.</summary>
    internal static Tensor Positions(Tensor x)
    {
        var rank = x.Sizes.Length;
        using var mask = CopyOps.Convert(x, ScalarType.Bool);
        var flags = mask.Elements<bool>();
        var count = flags.Count(true);
        var result = Tensor.Allocate([count, rank], ScalarType.Int64);
        var target = result.Elements<long>();
        var row = 0;
        for (var i = 0; i < flags.Length; i++)
        {
            if (!flags[i]) continue;
            long rest = i;
            for (var dim = rank - 1; dim >= 0; dim--)
            {
                target[(row * rank) + dim] = rest % x.Sizes[dim];
                rest /= x.Sizes[dim];
            }

            row++;
        }

        return result;
    }
}
