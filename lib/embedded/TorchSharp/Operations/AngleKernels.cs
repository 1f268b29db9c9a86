using System.Numerics;

namespace TorchSharp.Engine;

internal readonly struct Atan2Kernel : IArithmetic
{
    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < result.Length; i++) result[i] = Of(x[i], y[i]);
    }

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < result.Length; i++) result[i] = Of(x[i], y);
    }

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < result.Length; i++) result[i] = Of(x, y[i]);
    }

    private static T Of<T>(T y, T x) where T : unmanaged, INumber<T> => T.CreateTruncating(Math.Atan2(double.CreateTruncating(y), double.CreateTruncating(x)));
}

internal readonly struct HypotKernel : IArithmetic
{
    public static void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < result.Length; i++) result[i] = Of(x[i], y[i]);
    }

    public static void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> result) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < result.Length; i++) result[i] = Of(x[i], y);
    }

    public static void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> result) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < result.Length; i++) result[i] = Of(x, y[i]);
    }

    private static T Of<T>(T x, T y) where T : unmanaged, INumber<T> => T.CreateTruncating(double.Hypot(double.CreateTruncating(x), double.CreateTruncating(y)));
}
