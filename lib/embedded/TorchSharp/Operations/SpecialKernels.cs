using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

internal readonly struct Erf : IUnaryOp
{
    public static string Name => "erf";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) FloatKernels.Erf(x, result);
        else
        {
            for (var i = 0; i < x.Length; i++) result[i] = T.CreateTruncating(Special.Erf(double.CreateTruncating(x[i])));
        }
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved).neg_().exp_() * (2 / Math.Sqrt(Math.PI));
}

internal readonly struct Erfc : IUnaryOp
{
    public static string Name => "erfc";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = T.CreateTruncating(Special.Erfc(double.CreateTruncating(x[i])));
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved).neg_().exp_() * (-2 / Math.Sqrt(Math.PI));
}

internal readonly struct ErfInv : IUnaryOp
{
    public static string Name => "erfinv";

    public static Saves Saves => Saves.Result;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = T.CreateTruncating(Special.ErfInv(double.CreateTruncating(x[i])));
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * (saved * saved).exp_() * (Math.Sqrt(Math.PI) / 2);
}

internal readonly struct LogGamma : IUnaryOp
{
    public static string Name => "lgamma";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = T.CreateTruncating(Special.LogGamma(double.CreateTruncating(x[i])));
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => grad * saved.digamma();
}

internal readonly struct Digamma : IUnaryOp
{
    public static string Name => "digamma";

    public static Saves Saves => Saves.Input;

    public static void Invoke<T>(ReadOnlySpan<T> x, Span<T> result) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var i = 0; i < x.Length; i++) result[i] = T.CreateTruncating(Special.Digamma(double.CreateTruncating(x[i])));
    }

    public static Tensor Backward(Tensor grad, Tensor saved) => throw new NotSupportedException("The gradient of digamma is not in the embedded engine; `./course use nuget` has it.");
}
