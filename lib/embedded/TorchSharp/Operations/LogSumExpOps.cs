using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>log Σ exp over dimensions, with the maximum taken out first; recorded.</summary>
internal static class LogSumExpOps
{
    internal static Tensor Over(Tensor x, ReadOnlySpan<long> dims, bool keepdim)
    {
        var reduced = ReductionOps.Mark("logsumexp", dims, x.Sizes.Length);
        var result = Compute(x, dims, reduced, keepdim);
        if (!Autograd.IsRecording(x)) return result;
        var sizes = x.Sizes;
        return Autograd.Record("logsumexp", result, [x], [x, result], (context, grad) =>
            [(context.Saved(0) - ReductionOps.Unreduce(context.Saved(1), sizes, reduced)).exp_() * ReductionOps.Unreduce(grad, sizes, reduced)]);
    }

    private static Tensor Compute(Tensor input, ReadOnlySpan<long> dims, bool[] reduced, bool keepdim)
    {
        using var mode = GradMode.Set(enabled: false);
        using var x = input.to_type(DType.ToFloat(input.dtype));
        using var maximum = ExtremeOps.Over("logsumexp", x, dims, keepdim: true, largest: true);

        // An infinite maximum must not be subtracted from itself.
        using var shift = maximum.masked_fill(maximum.isinf(), 0);
        using var exponentials = (x - shift).exp_();
        using var sum = ReductionOps.Sum(exponentials, reduced, keepdim, x.dtype);
        using var back = shift.reshape(sum.Sizes);
        return sum.log_().add(back);
    }
}
