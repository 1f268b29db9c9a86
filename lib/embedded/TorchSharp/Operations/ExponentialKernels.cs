using System.Numerics;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TorchSharp.Engine;

internal readonly struct Exp : IUnaryOp
{
    public static string Name => "exp";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) FloatKernels.Exp(x, result);
        else TensorPrimitives.Exp(x, result);
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved;
}

internal readonly struct Exp2 : IUnaryOp
{
    public static string Name => "exp2";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Exp2(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved * Math.Log(2);
}

internal readonly struct Expm1 : IUnaryOp
{
    public static string Name => "expm1";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.ExpM1(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved + 1);
}

internal readonly struct Log : IUnaryOp
{
    public static string Name => "log";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) FloatKernels.Log(x, result);
        else TensorPrimitives.Log(x, result);
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad / saved;
}

internal readonly struct Log2 : IUnaryOp
{
    public static string Name => "log2";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Log2(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * Math.Log(2));
}

internal readonly struct Log10 : IUnaryOp
{
    public static string Name => "log10";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Log10(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * Math.Log(10));
}

internal readonly struct Log1p : IUnaryOp
{
    public static string Name => "log1p";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.LogP1(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved + 1);
}

internal readonly struct Sqrt : IUnaryOp
{
    public static string Name => "sqrt";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Sqrt(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad / (saved * 2);
}

internal readonly struct Rsqrt : IUnaryOp
{
    public static string Name => "rsqrt";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.ReciprocalSqrt(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved * saved * saved * -0.5;
}

internal readonly struct Reciprocal : IUnaryOp
{
    public static string Name => "reciprocal";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        TensorPrimitives.Reciprocal(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => (grad * saved * saved).neg_();
}
