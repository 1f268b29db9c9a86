using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>An operation on the bits of two integers.</summary>
internal interface IBitwise
{
    static abstract T Of<T>(T x, T y) where T : unmanaged, IBinaryInteger<T>;
}

internal readonly struct BitAnd : IBitwise
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryInteger<T> => x & y;
}

internal readonly struct BitOr : IBitwise
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryInteger<T> => x | y;
}

internal readonly struct BitXor : IBitwise
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryInteger<T> => x ^ y;
}

internal readonly struct ShiftLeft : IBitwise
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryInteger<T> => x << int.CreateTruncating(y);
}

internal readonly struct ShiftRight : IBitwise
{
    public static T Of<T>(T x, T y) where T : unmanaged, IBinaryInteger<T> => x >> int.CreateTruncating(y);
}

/// <summary>Bitwise operations on integers and truth values.</summary>
internal static class BitwiseOps
{
    internal static Tensor Binary<TOp>(string name, Tensor a, Tensor b) where TOp : struct, IBitwise
    {
        var type = DType.Promote(a, b);
        if (type.IsFloatingPoint()) throw new InvalidOperationException($"{name}: defined for integers and truth values, not for {a.dtype} and {b.dtype}.");
        var result = Tensor.Allocate(Shapes.Broadcast(name, a.Sizes, b.Sizes), type);
        using var x = PointwiseOps.As(a, type);
        using var y = PointwiseOps.As(b, type);
        switch (type)
        {
            case ScalarType.Int64: PointwiseOps.Into<long, long, Kernel<long, TOp>>(result, x.Tensor, y.Tensor); break;
            case ScalarType.Int32: PointwiseOps.Into<int, int, Kernel<int, TOp>>(result, x.Tensor, y.Tensor); break;
            case ScalarType.Int16: PointwiseOps.Into<short, short, Kernel<short, TOp>>(result, x.Tensor, y.Tensor); break;
            case ScalarType.Int8: PointwiseOps.Into<sbyte, sbyte, Kernel<sbyte, TOp>>(result, x.Tensor, y.Tensor); break;
            default: PointwiseOps.Into<byte, byte, Kernel<byte, TOp>>(result, x.Tensor, y.Tensor); break;
        }

        return result;
    }

    internal static Tensor Not(Tensor x)
    {
        if (x.dtype == ScalarType.Bool) return x.logical_not();
        using var ones = FillOps.Full(Shapes.Scalar, -1, x.dtype);
        return Binary<BitXor>("bitwise_not", x, ones);
    }

    private readonly struct Kernel<T, TOp> : IBinaryKernel<T, T> where T : unmanaged, IBinaryInteger<T> where TOp : struct, IBitwise
    {
        public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            for (var i = 0; i < result.Length; i++) result[i] = TOp.Of(x[i], y[i]);
        }

        public static void Invoke(ReadOnlySpan<T> x, T y, Span<T> result)
        {
            for (var i = 0; i < result.Length; i++) result[i] = TOp.Of(x[i], y);
        }

        public static void Invoke(T x, ReadOnlySpan<T> y, Span<T> result)
        {
            for (var i = 0; i < result.Length; i++) result[i] = TOp.Of(x, y[i]);
        }
    }
}
