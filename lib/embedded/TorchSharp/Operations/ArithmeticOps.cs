using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>
/// Arithmetic on two tensors, or a tensor and a number, recorded. Backward returns gradients of the broadcast shape;
/// the engine sums them to each input's.
/// </summary>
internal static class ArithmeticOps
{
    internal static Tensor Add(Tensor a, Tensor b)
    {
        var result = PointwiseOps.Add(a, b);
        return Autograd.IsRecording(a, b) ? RecordAdd(result, a, b) : result;
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Add(Tensor a, Tensor b, Number alpha)
    {
        if (alpha.Double == 1) return Add(a, b);
        using var scaled = Mul(b, alpha);
        return Add(a, scaled);
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Add(Tensor a, Number b)
    {
        var result = PointwiseOps.Binary<AddKernel>(a, b, DType.Promote(a.dtype, b));
        return Autograd.IsRecording(a) ? Autograd.Record("add", result, [a], [], static (_, grad) => [grad]) : result;
    }

    internal static Tensor Sub(Tensor a, Tensor b)
    {
        RefuseBool("sub", a, b);
        var result = PointwiseOps.Sub(a, b);
        return Autograd.IsRecording(a, b) ? RecordSub(result, a, b) : result;
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Sub(Number a, Tensor b)
    {
        var result = PointwiseOps.Binary<SubKernel>(a, b, DType.Promote(b.dtype, a));
        return Autograd.IsRecording(b) ? Autograd.Record("rsub", result, [b], [], static (_, grad) => [PointwiseOps.Mul(grad, -1)]) : result;
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Sub(Tensor a, Number b)
    {
        var result = PointwiseOps.Binary<SubKernel>(a, b, DType.Promote(a.dtype, b));
        return Autograd.IsRecording(a) ? Autograd.Record("sub", result, [a], [], static (_, grad) => [grad]) : result;
    }

    internal static Tensor Mul(Tensor a, Tensor b)
    {
        var result = PointwiseOps.Mul(a, b);
        return Autograd.IsRecording(a, b) ? RecordMul(result, a, b) : result;
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Mul(Tensor a, Number b)
    {
        var result = PointwiseOps.Mul(a, b);
        return Autograd.IsRecording(a) ? RecordMul(result, a, b) : result;
    }

    internal static Tensor Div(Tensor a, Tensor b)
    {
        var result = PointwiseOps.Div(a, b);
        return Autograd.IsRecording(a, b) ? RecordDiv(result, a, b) : result;
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Div(Tensor a, Number b)
    {
        var result = PointwiseOps.Binary<DivKernel>(a, b, DType.ToFloat(DType.Promote(a.dtype, b)));
        return Autograd.IsRecording(a) ? RecordDiv(result, a, b) : result;
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Div(Number a, Tensor b)
    {
        var result = PointwiseOps.Binary<DivKernel>(a, b, DType.ToFloat(DType.Promote(b.dtype, a)));
        return Autograd.IsRecording(b)
            ? Autograd.Record("div", result, [b], [b, result], static (context, grad) => [(grad * context.Saved(1) / context.Saved(0)).neg_()])
            : result;
    }

    /// <summary>The larger (or smaller) of two; equal values share the gradient.</summary>
    internal static Tensor Extreme<TOp>(string name, Tensor a, Tensor b) where TOp : struct, IArithmetic
    {
        var result = PointwiseOps.Binary<TOp>(name, a, b, DType.Promote(a, b));
        return Autograd.IsRecording(a, b)
            ? Autograd.Record(name, result, [a, b], [a, b, result], static (context, grad) =>
            [
                context.NeedsGrad(0) ? Share(grad, context.Saved(0), context.Saved(1), context.Saved(2)) : null,
                context.NeedsGrad(1) ? Share(grad, context.Saved(1), context.Saved(0), context.Saved(2)) : null,
            ])
            : result;
    }

    /// <summary>Nothing where the other is the result, half where both are; all where neither is, because one is NaN.</summary>
    private static Tensor Share(Tensor grad, Tensor self, Tensor other, Tensor result)
    {
        var equal = self.eq(other);
        var lost = other.eq(result).logical_and(equal.logical_not());
        return (grad * (1 - equal.to_type(grad.dtype) * 0.5)).masked_fill_(lost, 0);
    }

    private static void RefuseBool(string name, Tensor a, Tensor b)
    {
        if (a.dtype == ScalarType.Bool || b.dtype == ScalarType.Bool)
        {
            throw new InvalidOperationException($"{name}: subtraction with a Bool tensor is not defined. Use logical_xor() or logical_not().");
        }
    }

    private static Tensor RecordAdd(Tensor result, Tensor a, Tensor b) =>
        Autograd.Record("add", result, [a, b], [], static (_, grad) => [grad, grad]);

    private static Tensor RecordSub(Tensor result, Tensor a, Tensor b) => Autograd.Record("sub", result, [a, b], [],
        static (context, grad) => [grad, context.NeedsGrad(1) ? PointwiseOps.Mul(grad, -1) : null]);

    private static Tensor RecordMul(Tensor result, Tensor a, Tensor b) =>
        Autograd.Record("mul", result, [a, b], [b.requires_grad ? a : null, a.requires_grad ? b : null], static (context, grad) =>
        [
            context.NeedsGrad(0) ? PointwiseOps.Mul(grad, context.Saved(1)) : null,
            context.NeedsGrad(1) ? PointwiseOps.Mul(grad, context.Saved(0)) : null,
        ]);

    private static Tensor RecordMul(Tensor result, Tensor a, Number b) =>
        Autograd.Record("mul", result, [a], [], (_, grad) => [PointwiseOps.Mul(grad, b)]);

    private static Tensor RecordDiv(Tensor result, Tensor a, Number b) =>
        Autograd.Record("div", result, [a], [], (_, grad) => [grad / new Scalar(b)]);

    private static Tensor RecordDiv(Tensor result, Tensor a, Tensor b) =>
        Autograd.Record("div", result, [a, b], [b.requires_grad ? result : null, b], static (context, grad) =>
        {
            var ofA = PointwiseOps.Div(grad, context.Saved(1));
            return [ofA, context.NeedsGrad(1) ? (ofA * context.Saved(0)).neg_() : null];
        });
}
