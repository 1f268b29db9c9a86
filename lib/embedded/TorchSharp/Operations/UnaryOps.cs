using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>What backward of a function of one element needs.</summary>
internal enum Saves
{
    Nothing,
    Input,
    Result,
}

/// <summary>A differentiable function of one element, for floating-point numbers.</summary>
internal interface IUnaryOp
{
    static abstract string Name { get; }

    static abstract Saves Saves { get; }

    static abstract void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The input's gradient from the result's and from what was saved.</summary>
    static abstract Tensor Backward(Tensor grad, Tensor saved);
}

/// <summary>Applies functions of one element, recorded.</summary>
internal static unsafe class UnaryOps
{
    /// <summary>The function of a tensor; integers become floats first.</summary>
    internal static Tensor Apply<TOp>(Tensor x) where TOp : struct, IUnaryOp
    {
        var result = Compute<TOp>(x);
        return Autograd.IsRecording(x) ? Record<TOp>(result, x) : result;
    }

    /// <summary>Replaces a tensor's content by the function of it.</summary>
    internal static Tensor ApplyInPlace<TOp>(Tensor x) where TOp : struct, IUnaryOp
    {
        var name = TOp.Name + "_";
        if (!x.is_floating_point()) throw new InvalidOperationException($"{name}: a result of type {get_default_dtype()} cannot be stored in a tensor of type {x.dtype}.");
        InPlace.Check(name, x);
        if (!Autograd.IsRecording(x) && !x.dtype.IsReduced())
        {
            Into<TOp>(x, x);
            InPlace.Changed(x, default);
            return x;
        }

        return InPlace.Assign(name, x, Apply<TOp>(InPlace.Source(x)));
    }

    internal static Tensor Compute<TOp>(Tensor x) where TOp : struct, IUnaryOp
    {
        var type = DType.ToFloat(x.dtype);
        if (type.IsReduced())
        {
            using var wide = CopyOps.Convert(x, ScalarType.Float32);
            return PointwiseOps.Narrow(Compute<TOp>(wide), type);
        }

        var result = Tensor.Allocate(x.Sizes, type);
        using var source = PointwiseOps.As(x, type);
        Into<TOp>(result, source.Tensor);
        return result;
    }

    internal static void Into<TIn, TOut, TKernel>(Tensor result, Tensor x)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IUnaryKernel<TIn, TOut>
    {
        if (x.numel() == 0) return;
        if (x.is_contiguous() && result.is_contiguous())
        {
            Elementwise.Run<TIn, TOut, TKernel>(result.Pointer<TOut>(), x.Pointer<TIn>(), x.numel());
        }
        else
        {
            var loop = new StridedLoop(result.Sizes);
            loop.Add(result);
            loop.Add(x);
            var row = default(UnaryRow<TIn, TOut, TKernel>);
            loop.Run(ref row);
        }

        GC.KeepAlive(result);
        GC.KeepAlive(x);
    }

    private static void Into<TOp>(Tensor result, Tensor x) where TOp : struct, IUnaryOp
    {
        if (result.dtype == ScalarType.Float32) Into<float, float, Kernel<float, TOp>>(result, x);
        else Into<double, double, Kernel<double, TOp>>(result, x);
    }

    private static Tensor Record<TOp>(Tensor result, Tensor x) where TOp : struct, IUnaryOp => TOp.Saves == Saves.Nothing
        ? Autograd.Record(TOp.Name, result, [x], [], static (_, grad) => [TOp.Backward(grad, grad)])
        : Autograd.Record(TOp.Name, result, [x], [TOp.Saves == Saves.Input ? x : result],
            static (context, grad) => [TOp.Backward(grad, context.Saved(0))]);

    private readonly struct Kernel<T, TOp> : IUnaryKernel<T, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOp : struct, IUnaryOp
    {
        public static void Invoke(ReadOnlySpan<T> x, Span<T> result) => TOp.Invoke(x, result);
    }
}
