using System.Numerics;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace TorchSharp.Engine;

internal readonly struct Abs : IUnaryOp
{
    public static string Name => "abs";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Abs(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.sign();
}

internal readonly struct Sign : IUnaryOp
{
    public static string Name => "sign";

    public static Saves Saves => Saves.Nothing;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = x[i] > T.Zero ? T.One : x[i] < T.Zero ? -T.One : T.Zero;
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => FillOps.Zeros(grad.Sizes, grad.dtype);
}

internal readonly struct Floor : IUnaryOp
{
    public static string Name => "floor";

    public static Saves Saves => Saves.Nothing;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Floor(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => FillOps.Zeros(grad.Sizes, grad.dtype);
}

internal readonly struct Ceil : IUnaryOp
{
    public static string Name => "ceil";

    public static Saves Saves => Saves.Nothing;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Ceiling(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => FillOps.Zeros(grad.Sizes, grad.dtype);
}

internal readonly struct Trunc : IUnaryOp
{
    public static string Name => "trunc";

    public static Saves Saves => Saves.Nothing;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Truncate(x, result);

    public static Tensor Backward(Tensor grad, Tensor saved) => FillOps.Zeros(grad.Sizes, grad.dtype);
}

/// <summary>Halves go to the even neighbour.</summary>
internal readonly struct Round : IUnaryOp
{
    public static string Name => "round";

    public static Saves Saves => Saves.Nothing;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = T.Round(x[i], MidpointRounding.ToEven);
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => FillOps.Zeros(grad.Sizes, grad.dtype);
}

internal readonly struct Frac : IUnaryOp
{
    public static string Name => "frac";

    public static Saves Saves => Saves.Nothing;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = x[i] - T.Truncate(x[i]);
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad;
}

/// <summary>The gradient at zero is zero; NaN travels.</summary>
internal readonly struct Relu : IUnaryOp
{
    public static string Name => "relu";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T> => TensorPrimitives.Max(x, T.Zero, result);

    // NaN is not below 0: its gradient passes, as in PyTorch.
    public static Tensor Backward(Tensor grad, Tensor saved) => SelectOps.MaskedFill(grad, saved.le(0), 0);
}

internal readonly struct Square : IUnaryOp
{
    public static string Name => "square";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = x[i] * x[i];
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved * 2;
}

internal readonly struct Deg2Rad : IUnaryOp
{
    public static string Name => "deg2rad";

    public static Saves Saves => Saves.Nothing;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = x[i] * T.CreateTruncating(Math.PI / 180);
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (Math.PI / 180);
}

internal readonly struct Rad2Deg : IUnaryOp
{
    public static string Name => "rad2deg";

    public static Saves Saves => Saves.Nothing;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = x[i] * T.CreateTruncating(180 / Math.PI);
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (180 / Math.PI);
}

/// <summary>sin(pi x) / (pi x).</summary>
internal readonly struct Sinc : IUnaryOp
{
    public static string Name => "sinc";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = x[i] == T.Zero ? T.One : T.SinPi(x[i]) / (T.Pi * x[i]);
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * Special.SincDerivative(saved);
}
