using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Whether any, or all, elements are not zero.</summary>
internal static class TruthOps
{
    internal static Tensor Any(Tensor x, ReadOnlySpan<long> dims, bool keepdim)
    {
        using var count = Count(x, dims, keepdim, "any", out _);
        return count.gt(0);
    }

    internal static Tensor All(Tensor x, ReadOnlySpan<long> dims, bool keepdim)
    {
        using var count = Count(x, dims, keepdim, "all", out var length);
        return count.eq(length);
    }

    internal static Tensor Count(Tensor x, ReadOnlySpan<long> dims, bool keepdim, string name, out long length)
    {
        var reduced = ReductionOps.Mark(name, dims, x.Sizes.Length);
        using var mask = PointwiseOps.As(x, ScalarType.Bool);
        length = ReductionOps.Count(x.Sizes, ReductionOps.Split(reduced).Lost);
        return ReductionOps.Sum(mask.Tensor, reduced, keepdim, ScalarType.Int64);
    }
}
