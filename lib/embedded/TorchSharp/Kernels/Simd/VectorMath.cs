using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Elementary functions for vectors of any width. The polynomials are minimax fits of this project (weighted least squares, reweighted until the
/// largest relative error stops falling); the error each one leaves is below a fifth of a float's last place, so rounding decides.
/// NaN and infinities go in and out as in PyTorch. Polynomials are summed in pairs (Estrin's scheme): by Horner's rule each multiply-add would wait four
/// cycles for the one before, and the processor cannot look far enough ahead to fill them.
/// </summary>
internal static class VectorMath
{
    private const float Log2E = 1.44269504f;

    // ln 2 in two pieces: the first has few bits, so that n · Ln2High is exact.
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    /// <summary>e^x = 2^n · e^r with n whole and |r| ≤ ln(2)/2. Within 1 ulp; denormal results are kept.</summary>
    [MethodImpl(Simd.Inline)]
    public static V Exp<V>(V x)
        where V : struct, IVector<V>
    {
        // Beyond these bounds the result is infinite or zero in float32.
        x = V.AtMost(V.All(89f), V.AtLeast(V.All(-104.5f), x));
        V n = V.Round(x * V.All(Log2E));
        V r = V.MulAdd(n, V.All(-Ln2High), x);
        r = V.MulAdd(n, V.All(-Ln2Low), r);

        V r2 = r * r;
        V p = V.MulAdd(V.All(0.0013814613f), r2 * r2, Cubic(r, r2, 0.49999994f, 0.1666652f, 0.04166839f, 0.00836871f));
        p = V.MulAdd(p, r2, r) + V.All(1f);
        return V.ScaleByPowerOfTwo(p, n);
    }

    /// <summary>1 / (1 + e^−x).</summary>
    [MethodImpl(Simd.Inline)]
    public static V Sigmoid<V>(V x)
        where V : struct, IVector<V> => V.All(1f) / (V.All(1f) + Exp(V.Zero - x));

    /// <summary>An odd polynomial up to |x| = 0.625; 1 − 2 / (e^2|x| + 1) beyond, where nothing cancels.</summary>
    [MethodImpl(Simd.Inline)]
    public static V Tanh<V>(V x)
        where V : struct, IVector<V>
    {
        V size = V.Abs(x);
        V large = V.All(1f) - (V.All(2f) / (Exp(size + size) + V.All(1f)));

        V square = x * x;
        V p = V.All(-0.0057049873f);
        p = V.MulAdd(p, square, V.All(0.020639088f));
        p = V.MulAdd(p, square, V.All(-0.053739715f));
        p = V.MulAdd(p, square, V.All(0.13331442f));
        p = V.MulAdd(p, square, V.All(-0.3333328f));
        V small = V.MulAdd(p * square, x, x);
        return V.Select(V.Less(size, V.All(0.625f)), small, V.CopySign(large, x));
    }

    /// <summary>The error function: an odd polynomial up to |x| = 1, 1 − erfc beyond. Within 1e-7.</summary>
    [MethodImpl(Simd.Inline)]
    public static V Erf<V>(V x)
        where V : struct, IVector<V>
    {
        V size = V.Abs(x), square = x * x;
        V large = V.All(1f) - Erfc(size, Exp(V.Zero - square));

        V p = V.All(7.853891e-05f);
        p = V.MulAdd(p, square, V.All(-0.0008010203f));
        p = V.MulAdd(p, square, V.All(0.005188329f));
        p = V.MulAdd(p, square, V.All(-0.026853813f));
        p = V.MulAdd(p, square, V.All(0.112835854f));
        p = V.MulAdd(p, square, V.All(-0.37612626f));
        p = V.MulAdd(p, square, V.All(1.1283791f));
        return V.Select(V.Less(size, V.All(1f)), p * x, V.CopySign(large, x));
    }

    /// <summary>
    /// x · Φ(x). The tail Φ(−|x|) is 2 to the power of a polynomial, which needs no division and keeps its relative accuracy far to the left
    /// (where 1 + erf has nothing left): within 1e-6 of Φ to |x| = 3, 3e-6 to 5, and within 5e-8 of x · Φ(x) everywhere.
    /// </summary>
    [MethodImpl(Simd.Inline)]
    public static V Gelu<V>(V x)
        where V : struct, IVector<V>
    {
        // log2 Φ(−z), fitted on [0, 5.5]; beyond, it falls ever faster, and at the bound 2 to its power is zero.
        V z = V.AtMost(V.All(11.7f), V.Abs(x)), z2 = z * z, z4 = z2 * z2;
        V high = V.MulAdd(V.All(-2.4840148e-08f), z2, Line(z, -9.608331e-06f, 7.442226e-07f));
        V middle = Cubic(z, z2, 0.007041741f, -7.2397015e-05f, -0.00024727243f, 6.778935e-05f);
        V low = Cubic(z, z2, -0.99999994f, -1.1511073f, -0.45919666f, -0.052509844f);
        V q = V.MulAdd(V.MulAdd(high, z4, middle), z4, low);
        V tail = PowerOfTwo(q);
        return x * V.Select(V.Less(x, V.Zero), tail, V.All(1f) - tail);
    }

    /// <summary>Φ(x) + x · φ(x): the same exponential serves both.</summary>
    [MethodImpl(Simd.Inline)]
    public static V GeluDerivative<V>(V x)
        where V : struct, IVector<V>
    {
        const float InverseRootTwoPi = 0.3989423f;
        V bell = Exp(x * x * V.All(-0.5f));
        return V.MulAdd(x * V.All(InverseRootTwoPi), bell, NormalCumulative(x, bell));
    }

    /// <summary>x/2 · (1 + tanh u) = x · σ(2u), u = √(2/π) (x + 0.044715 x³).</summary>
    [MethodImpl(Simd.Inline)]
    public static V GeluTanh<V>(V x)
        where V : struct, IVector<V> => x * Sigmoid(TwiceInner(x, x * x));

    [MethodImpl(Simd.Inline)]
    public static V GeluTanhDerivative<V>(V x)
        where V : struct, IVector<V>
    {
        V square = x * x;
        V slope = V.MulAdd(square, V.All(3 * 0.07135481f), V.All(1.5957692f));

        // 1 − σ(u) = e^−u σ(u), which does not cancel; bounded, so that 0 · ∞ does not arise on the far left.
        V e = Exp(V.AtMost(V.All(80f), V.Zero - TwiceInner(x, square)));
        V s = V.All(1f) / (V.All(1f) + e);
        return V.MulAdd(x * slope, s * (e * s), s);
    }

    /// <summary>c0 + c1 x.</summary>
    [MethodImpl(Simd.Inline)]
    private static V Line<V>(V x, float c0, float c1)
        where V : struct, IVector<V> => V.MulAdd(V.All(c1), x, V.All(c0));

    /// <summary>c0 + c1 x + c2 x² + c3 x³, two pairs at a time.</summary>
    [MethodImpl(Simd.Inline)]
    private static V Cubic<V>(V x, V square, float c0, float c1, float c2, float c3)
        where V : struct, IVector<V> => V.MulAdd(Line(x, c2, c3), square, Line(x, c0, c1));

    /// <summary>2^x for −156 ≤ x ≤ 127, within 2 ulp.</summary>
    [MethodImpl(Simd.Inline)]
    private static V PowerOfTwo<V>(V x)
        where V : struct, IVector<V>
    {
        V n = V.Round(x), f = x - n, f2 = f * f;
        V p = V.MulAdd(Line(f, 0.009675541f, 0.0013276472f), f2 * f2, Cubic(f, f2, 1.0000001f, 0.69314694f, 0.2402212f, 0.05550713f));
        return V.ScaleByPowerOfTwo(p, n);
    }

    /// <summary>2 √(2/π) (x + 0.044715 x³).</summary>
    [MethodImpl(Simd.Inline)]
    private static V TwiceInner<V>(V x, V square)
        where V : struct, IVector<V> => x * V.MulAdd(square, V.All(0.07135481f), V.All(1.5957692f));

    /// <summary>Φ(x), given e^(−x²/2).</summary>
    [MethodImpl(Simd.Inline)]
    private static V NormalCumulative<V>(V x, V bell)
        where V : struct, IVector<V>
    {
        V tail = V.All(0.5f) * Erfc(V.Abs(x) * V.All(0.70710677f), bell);
        return V.Select(V.Less(x, V.Zero), tail, V.All(1f) - tail);
    }

    /// <summary>erfc(z) for z ≥ 0, given e^(−z²): a polynomial in t = 1 / (1 + 0.3 z), which maps the half line to (0, 1].</summary>
    [MethodImpl(Simd.Inline)]
    private static V Erfc<V>(V z, V bell)
        where V : struct, IVector<V>
    {
        V t = V.All(1f) / V.MulAdd(z, V.All(0.3f), V.All(1f));
        V t2 = t * t, t4 = t2 * t2;
        V high = V.MulAdd(V.All(-0.12952276f), t4, Cubic(t, t2, -0.09464955f, 0.5477183f, -0.5122766f, 0.48556247f));
        V p = V.MulAdd(high, t4, Cubic(t, t2, 0.16918801f, 0.17071521f, 0.1483393f, 0.21492557f));
        return p * t * bell;
    }
}
