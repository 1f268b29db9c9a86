using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Keeping values within bounds, recorded: the gradient passes where the value was kept.</summary>
internal static class ClampOps
{
    internal static Tensor Clamp(Tensor x, Scalar? min, Scalar? max)
    {
        if (min is null && max is null) throw new ArgumentException("clamp: at least one of min and max must be given.");
        var type = x.dtype;
        if (min is not null) type = DType.Promote(type, min.Number);
        if (max is not null) type = DType.Promote(type, max.Number);
        if (type.IsReduced())
        {
            using var wide = x.to_type(ScalarType.Float32);
            using var clamped = Clamp(wide, min, max);
            return clamped.to_type(type);
        }

        var result = CopyOps.Convert(x, type);
        if (min is not null) PointwiseOps.Into<MaxKernel>(result, result, min.Number, swapped: false);
        if (max is not null) PointwiseOps.Into<MinKernel>(result, result, max.Number, swapped: false);
        if (!Autograd.IsRecording(x)) return result;
        return Autograd.Record("clamp", result, [x], [x], (context, grad) =>
        {
            var mask = min is null ? null : context.Saved(0).ge(min);
            var below = max is null ? null : context.Saved(0).le(max);
            return [PointwiseOps.Mul(grad, mask is null ? below! : below is null ? mask : mask.logical_and(below))];
        });
    }

    internal static Tensor Clamp(Tensor x, Tensor? min, Tensor? max)
    {
        if (min is null && max is null) throw new ArgumentException("clamp: at least one of min and max must be given.");
        if (min is null) return x.minimum(max!);
        using var raised = x.maximum(min);
        return max is null ? raised.alias() : raised.minimum(max);
    }
}
