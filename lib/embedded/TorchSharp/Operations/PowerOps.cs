using System.Numerics;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Powers, recorded.</summary>
internal static class PowerOps
{
    [OverloadResolutionPriority(1)]
    internal static Tensor Pow(Tensor x, Number exponent)
    {
        var type = DType.Promote(x.dtype, exponent);
        if (!type.IsFloatingPoint() && exponent.Double < 0) throw new InvalidOperationException("pow: integers to negative integer powers are not allowed.");
        var result = Raise(x, exponent, type);
        return Autograd.IsRecording(x)
            ? Autograd.Record("pow", result, [x], [x], (context, grad) =>
                [exponent.Double == 0 ? FillOps.Zeros(grad.Sizes, grad.dtype) : grad * Raise(context.Saved(0), exponent.Double - 1, context.Saved(0).dtype) * exponent.Double])
            : result;
    }

    internal static Tensor Pow(Tensor x, Tensor exponent)
    {
        var result = PointwiseOps.Binary<PowKernel>("pow", x, exponent, DType.Promote(x, exponent));
        return Autograd.IsRecording(x, exponent) ? Record(result, x, exponent) : result;
    }

    [OverloadResolutionPriority(1)]
    internal static Tensor Pow(Number x, Tensor exponent)
    {
        using var basis = PointwiseOps.Wrap(x, exponent.dtype);
        return Pow(basis, exponent);
    }

    private static Tensor Raise(Tensor x, Number exponent, ScalarType type) => exponent.Double switch
    {
        2 when type == x.dtype => PointwiseOps.Mul(x, x),
        1 => CopyOps.Convert(x, type),
        0.5 when type.IsFloatingPoint() => UnaryOps.Compute<Sqrt>(x),
        -0.5 when type.IsFloatingPoint() => UnaryOps.Compute<Rsqrt>(x),
        -1 when type.IsFloatingPoint() => UnaryOps.Compute<Reciprocal>(x),
        _ => PointwiseOps.Binary<PowKernel>(x, exponent, type),
    };

    private static Tensor Record(Tensor result, Tensor x, Tensor exponent) =>
        Autograd.Record("pow", result, [x, exponent], [x, exponent, result], static (context, grad) =>
        {
            var (basis, power, value) = (context.Saved(0), context.Saved(1), context.Saved(2));
            var ofBasis = context.NeedsGrad(0) ? (grad * power * basis.pow(power - 1)).masked_fill_(power.eq(0), 0) : null;
            // 0 to a positive power stays 0 however the exponent moves; log(0) must not make it NaN.
            var flat = basis.eq(0).logical_and(power.ge(0));
            var ofPower = context.NeedsGrad(1) ? (grad * value * basis.log()).masked_fill_(flat, 0) : null;
            return [ofBasis, ofPower];
        });
}

internal readonly struct PowKernel : IArithmetic
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

    private static T Of<T>(T x, T y) where T : unmanaged, INumber<T>
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double)) return T.CreateTruncating(Math.Pow(double.CreateTruncating(x), double.CreateTruncating(y)));
        var result = T.One;
        for (var (power, factor) = (long.CreateTruncating(y), x); power > 0; power >>= 1, factor *= factor)
        {
            if ((power & 1) != 0) result *= factor;
        }

        return result;
    }
}
