using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Division with rounding, and remainders. Floats go through float64, where the rounding is exact for float32.</summary>
internal static class DivisionOps
{
    internal static Tensor Divide(Tensor a, Tensor b, RoundingMode mode) => mode switch
    {
        RoundingMode.None => ArithmeticOps.Div(a, b),
        RoundingMode.floor => Compute<FloorDivision>("floor_divide", a, b),
        RoundingMode.trunc => Compute<TruncatedDivision>("div(trunc)", a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "div: no such rounding mode."),
    };

    /// <summary>d/da is 1, d/db is minus the rounded quotient.</summary>
    internal static Tensor Remainder(Tensor a, Tensor b)
    {
        var result = Compute<FloorRemainder>("remainder", a, b);
        return Autograd.IsRecording(a, b)
            ? Autograd.Record("remainder", result, [a, b], [a, b], static (context, grad) =>
                [grad, context.NeedsGrad(1) ? (grad * Divide(context.Saved(0), context.Saved(1), RoundingMode.floor)).neg_() : null])
            : result;
    }

    internal static Tensor Fmod(Tensor a, Tensor b)
    {
        var result = Compute<TruncatedRemainder>("fmod", a, b);
        return Autograd.IsRecording(a, b)
            ? Autograd.Record("fmod", result, [a, b], [a, b], static (context, grad) =>
                [grad, context.NeedsGrad(1) ? (grad * Divide(context.Saved(0), context.Saved(1), RoundingMode.trunc)).neg_() : null])
            : result;
    }

    private static Tensor Compute<TOp>(string name, Tensor a, Tensor b) where TOp : struct, IDivision
    {
        var type = DType.Promote(a, b);
        if (type.IsReduced()) return PointwiseOps.Narrow(Run<TOp>(name, a, b, ScalarType.Float32), type);
        return Run<TOp>(name, a, b, type == ScalarType.Bool ? ScalarType.Byte : type);
    }

    private static Tensor Run<TOp>(string name, Tensor a, Tensor b, ScalarType type) where TOp : struct, IDivision
    {
        var result = Tensor.Allocate(Shapes.Broadcast(name, a.Sizes, b.Sizes), type);
        using var x = PointwiseOps.As(a, type);
        using var y = PointwiseOps.As(b, type);
        try
        {
            switch (type)
            {
                case ScalarType.Float32: PointwiseOps.Into<float, float, Floating<float, TOp>>(result, x.Tensor, y.Tensor); break;
                case ScalarType.Float64: PointwiseOps.Into<double, double, Floating<double, TOp>>(result, x.Tensor, y.Tensor); break;
                case ScalarType.Int64: PointwiseOps.Into<long, long, Integer<long, TOp>>(result, x.Tensor, y.Tensor); break;
                case ScalarType.Int32: PointwiseOps.Into<int, int, Integer<int, TOp>>(result, x.Tensor, y.Tensor); break;
                case ScalarType.Int16: PointwiseOps.Into<short, short, Integer<short, TOp>>(result, x.Tensor, y.Tensor); break;
                case ScalarType.Int8: PointwiseOps.Into<sbyte, sbyte, Integer<sbyte, TOp>>(result, x.Tensor, y.Tensor); break;
                case ScalarType.Byte: PointwiseOps.Into<byte, byte, Integer<byte, TOp>>(result, x.Tensor, y.Tensor); break;
                default: throw DType.Unsupported(type);
            }
        }
        catch (DivideByZeroException e)
        {
            result.Dispose();
            throw new InvalidOperationException($"{name}: an integer was divided by zero.", e);
        }

        return result;
    }

    private readonly struct Floating<T, TOp> : IBinaryKernel<T, T> where T : unmanaged, IFloatingPoint<T> where TOp : struct, IDivision
    {
        public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            for (var i = 0; i < result.Length; i++) result[i] = Of(x[i], y[i]);
        }

        public static void Invoke(ReadOnlySpan<T> x, T y, Span<T> result)
        {
            for (var i = 0; i < result.Length; i++) result[i] = Of(x[i], y);
        }

        public static void Invoke(T x, ReadOnlySpan<T> y, Span<T> result)
        {
            for (var i = 0; i < result.Length; i++) result[i] = Of(x, y[i]);
        }

        private static T Of(T x, T y) => T.CreateTruncating(TOp.Of(double.CreateTruncating(x), double.CreateTruncating(y)));
    }

    private readonly struct Integer<T, TOp> : IBinaryKernel<T, T> where T : unmanaged, IBinaryInteger<T> where TOp : struct, IDivision
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
