using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Vector norms over dimensions, recorded. No dimensions given means all.</summary>
internal static class NormOps
{
    internal static Tensor Norm(Tensor x, double p, ReadOnlySpan<long> dims, bool keepdim, string name = "norm")
    {
        if (!x.is_floating_point()) throw new InvalidOperationException($"{name}: the input must be floating-point, got {x.dtype}.");
        var reduced = ReductionOps.Mark(name, dims, x.Sizes.Length);
        if (p == 0)
        {
            using var nonzero = x.ne(0);
            return ReductionOps.Sum(nonzero, reduced, keepdim, x.dtype);
        }

        if (double.IsInfinity(p))
        {
            using var magnitude = x.abs();
            return ExtremeOps.Over(name, magnitude, dims, keepdim, largest: p > 0);
        }

        if (p == 1)
        {
            using var magnitude = x.abs();
            return SumOps.Sum(magnitude, dims, keepdim, null);
        }

        return p == 2 ? Euclidean(name, x, reduced, keepdim) : x.abs().pow(p).sum(dims, keepdim).pow(1 / p);
    }

    /// <summary>The gradient of the length is the direction; zero where the length is zero.</summary>
    private static Tensor Euclidean(string name, Tensor x, bool[] reduced, bool keepdim)
    {
        using var squares = PointwiseOps.Mul(x, x);
        using var sum = ReductionOps.Sum(squares, reduced, keepdim, x.dtype);
        var result = UnaryOps.Compute<Sqrt>(sum);
        if (!Autograd.IsRecording(x)) return result;
        var sizes = x.Sizes;
        return Autograd.Record(name, result, [x], [x, result], (context, grad) =>
        {
            var length = context.Saved(1);
            var scale = (grad / length).masked_fill_(length.eq(0), 0);
            return [context.Saved(0) * ReductionOps.Unreduce(scale, sizes, reduced)];
        });
    }
}
