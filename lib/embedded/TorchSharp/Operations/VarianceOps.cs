using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Variances and standard deviations, computed from the deviations, not from the sum of squares.</summary>
internal static class VarianceOps
{
    internal static Tensor Var(Tensor x, ReadOnlySpan<long> dims, bool unbiased, bool keepdim, ScalarType? type)
    {
        var result = Compute("var", x, dims, unbiased, keepdim, type, out var reduced, out var divisor);
        return Autograd.IsRecording(x) ? Record(result, x, reduced, divisor) : result;
    }

    internal static Tensor Std(Tensor x, ReadOnlySpan<long> dims, bool unbiased, bool keepdim, ScalarType? type)
    {
        using var variance = Compute("std", x, dims, unbiased, keepdim, type, out var reduced, out var divisor);
        var result = UnaryOps.Compute<Sqrt>(variance);
        return Autograd.IsRecording(x) ? RecordStd(result, x, reduced, divisor) : result;
    }

    private static Tensor Compute(string name, Tensor x, ReadOnlySpan<long> dims, bool unbiased, bool keepdim, ScalarType? type, out bool[] reduced, out double divisor)
    {
        var resultType = type ?? x.dtype;
        if (!resultType.IsFloatingPoint()) throw new InvalidOperationException($"{name}: the input must be floating-point, got {resultType}.");
        reduced = ReductionOps.Mark(name, dims, x.Sizes.Length);
        using var source = PointwiseOps.As(x, resultType.IsReduced() ? ScalarType.Float32 : resultType);
        using var deviation = Deviation(source.Tensor, reduced, out var count);
        using var squares = PointwiseOps.Mul(deviation, deviation);
        using var sum = ReductionOps.Sum(squares, reduced, keepdim, squares.dtype);
        divisor = count - (unbiased ? 1 : 0);
        var result = PointwiseOps.Binary<DivKernel>(sum, Math.Max(divisor, 0), sum.dtype);
        return result.dtype == resultType ? result : PointwiseOps.Narrow(result, resultType);
    }

    private static Tensor Deviation(Tensor x, bool[] reduced, out long count)
    {
        using var sum = ReductionOps.Sum(x, reduced, keepdim: true, x.dtype);
        count = x.numel() / Math.Max(sum.numel(), 1);
        using var mean = PointwiseOps.Binary<DivKernel>(sum, (double)count, x.dtype);
        return PointwiseOps.Sub(x, mean);
    }

    private static Tensor Record(Tensor result, Tensor x, bool[] reduced, double divisor)
    {
        var sizes = x.Sizes;
        return Autograd.Record("var", result, [x], [x], (context, grad) =>
            [Deviation(context.Saved(0), reduced, out _) * (ReductionOps.Unreduce(grad, sizes, reduced) * (2 / divisor))]);
    }

    private static Tensor RecordStd(Tensor result, Tensor x, bool[] reduced, double divisor)
    {
        var sizes = x.Sizes;
        return Autograd.Record("std", result, [x], [x, result], (context, grad) =>
        {
            // No deviation at all: the derivative does not exist; like PyTorch, zero is what flows.
            var std = context.Saved(1);
            var scale = (grad / (std * divisor)).masked_fill_(std.eq(0), 0);
            return [Deviation(context.Saved(0), reduced, out _) * ReductionOps.Unreduce(scale, sizes, reduced)];
        });
    }
}
