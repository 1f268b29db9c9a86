using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Sums and means over dimensions, recorded. No dimensions given means all.</summary>
internal static class SumOps
{
    internal static Tensor Sum(Tensor x, ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
    {
        var reduced = ReductionOps.Mark("sum", dims, x.Sizes.Length);
        var resultType = type ?? (x.is_floating_point() ? x.dtype : ScalarType.Int64);
        var result = ReductionOps.Sum(x, reduced, keepdim, resultType);
        return Autograd.IsRecording(x) ? Record("sum", result, x, reduced, 1) : result;
    }

    internal static Tensor Mean(Tensor x, ReadOnlySpan<long> dims, bool keepdim, ScalarType? type)
    {
        var resultType = type ?? x.dtype;
        if (!resultType.IsFloatingPoint())
        {
            throw new InvalidOperationException($"mean: the input must be floating-point, got {resultType}. Convert it, or pass type: float32.");
        }

        var reduced = ReductionOps.Mark("mean", dims, x.Sizes.Length);
        using var sum = ReductionOps.Sum(x, reduced, keepdim, resultType);
        var count = x.numel() / Math.Max(sum.numel(), 1);
        var result = PointwiseOps.Binary<DivKernel>(sum, (double)count, resultType);
        return Autograd.IsRecording(x) ? Record("mean", result, x, reduced, 1.0 / count) : result;
    }

    /// <summary>The gradient of a sum is the same everywhere: a broadcast view, scaled for a mean.</summary>
    private static Tensor Record(string name, Tensor result, Tensor x, bool[] reduced, double scale)
    {
        var sizes = x.Sizes;
        return Autograd.Record(name, result, [x], [], (_, grad) =>
        {
            var scaled = scale == 1 ? grad : PointwiseOps.Mul(grad, scale);
            return [ReductionOps.Unreduce(scaled, sizes, reduced).expand(sizes)];
        });
    }
}
