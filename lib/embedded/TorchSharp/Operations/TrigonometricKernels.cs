using System.Numerics;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TorchSharp.Engine;

internal readonly struct Sin : IUnaryOp
{
    public static string Name => "sin";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Sin(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.cos();
}

internal readonly struct Cos : IUnaryOp
{
    public static string Name => "cos";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Cos(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => (grad * saved.sin()).neg_();
}

internal readonly struct Tan : IUnaryOp
{
    public static string Name => "tan";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Tan(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved + 1);
}

internal readonly struct Asin : IUnaryOp
{
    public static string Name => "asin";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Asin(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (1 - saved * saved).rsqrt();
}

internal readonly struct Acos : IUnaryOp
{
    public static string Name => "acos";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Acos(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => (grad * (1 - saved * saved).rsqrt()).neg_();
}

internal readonly struct Atan : IUnaryOp
{
    public static string Name => "atan";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Atan(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * saved + 1);
}

internal readonly struct Sinh : IUnaryOp
{
    public static string Name => "sinh";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Sinh(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.cosh();
}

internal readonly struct Cosh : IUnaryOp
{
    public static string Name => "cosh";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Cosh(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.sinh();
}

internal readonly struct Tanh : IUnaryOp
{
    public static string Name => "tanh";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) FloatKernels.Tanh(x, result);
        else TensorPrimitives.Tanh(x, result);
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (1 - saved * saved);
}

internal readonly struct Asinh : IUnaryOp
{
    public static string Name => "asinh";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Asinh(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved + 1).rsqrt();
}

internal readonly struct Acosh : IUnaryOp
{
    public static string Name => "acosh";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Acosh(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved - 1).rsqrt();
}

internal readonly struct Atanh : IUnaryOp
{
    public static string Name => "atanh";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Atanh(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad / (1 - saved * saved);
}
