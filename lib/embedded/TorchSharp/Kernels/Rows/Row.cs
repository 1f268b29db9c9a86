using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Sums and maxima of one row that lies in the cache. Four running results at a time: one would wait for its own addition at every step.</summary>
internal static unsafe class Row
{
    /// <summary>Rows per parallel piece, so that a piece is some ten microseconds of work: whole fours (<see cref="FourRows"/>) where there is more than one four.</summary>
    public static long Grain(long cols)
    {
        long rows = Math.Max(1, (1 << 14) / Math.Max(1, cols));
        return rows > 4 ? rows & ~3 : rows;
    }

    /// <summary>NaN when there is one, −∞ for an empty row.</summary>
    [MethodImpl(Simd.Hot)]
    public static float Max<V>(float* x, long n)
        where V : struct, IVector<V>
    {
        V a = V.All(float.NegativeInfinity), b = a, c = a, d = a;
        long i = 0;
        for (; i + (4 * V.Count) <= n; i += 4 * V.Count)
        {
            a = V.Max(a, V.Load(x + i));
            b = V.Max(b, V.Load(x + i + V.Count));
            c = V.Max(c, V.Load(x + i + (2 * V.Count)));
            d = V.Max(d, V.Load(x + i + (3 * V.Count)));
        }

        for (; i + V.Count <= n; i += V.Count) a = V.Max(a, V.Load(x + i));
        if (i < n) b = V.Max(b, Partial.Load<V>(x + i, n - i, float.NegativeInfinity));
        return V.Max(V.Max(a, b), V.Max(c, d)).Max();
    }

    [MethodImpl(Simd.Hot)]
    public static float Sum<V>(float* x, long n)
        where V : struct, IVector<V>
    {
        V a = V.Zero, b = a, c = a, d = a;
        long i = 0;
        for (; i + (4 * V.Count) <= n; i += 4 * V.Count)
        {
            a += V.Load(x + i);
            b += V.Load(x + i + V.Count);
            c += V.Load(x + i + (2 * V.Count));
            d += V.Load(x + i + (3 * V.Count));
        }

        for (; i + V.Count <= n; i += V.Count) a += V.Load(x + i);
        if (i < n) b += Partial.Load<V>(x + i, n - i, 0);
        return ((a + b) + (c + d)).Sum();
    }

    /// <summary>Σ (x − shift)².</summary>
    [MethodImpl(Simd.Hot)]
    public static float SumOfSquares<V>(float* x, long n, float shift)
        where V : struct, IVector<V>
    {
        V a = V.Zero, b = a, c = a, d = a, s = V.All(shift);
        long i = 0;
        for (; i + (4 * V.Count) <= n; i += 4 * V.Count)
        {
            a = AddSquare(a, V.Load(x + i) - s);
            b = AddSquare(b, V.Load(x + i + V.Count) - s);
            c = AddSquare(c, V.Load(x + i + (2 * V.Count)) - s);
            d = AddSquare(d, V.Load(x + i + (3 * V.Count)) - s);
        }

        for (; i + V.Count <= n; i += V.Count) a = AddSquare(a, V.Load(x + i) - s);
        if (i < n) b = AddSquare(b, Partial.Load<V>(x + i, n - i, shift) - s);
        return ((a + b) + (c + d)).Sum();
    }

    [MethodImpl(Simd.Hot)]
    public static float Dot<V>(float* x, float* y, long n)
        where V : struct, IVector<V>
    {
        V a = V.Zero, b = a, c = a, d = a;
        long i = 0;
        for (; i + (4 * V.Count) <= n; i += 4 * V.Count)
        {
            a = V.MulAdd(V.Load(x + i), V.Load(y + i), a);
            b = V.MulAdd(V.Load(x + i + V.Count), V.Load(y + i + V.Count), b);
            c = V.MulAdd(V.Load(x + i + (2 * V.Count)), V.Load(y + i + (2 * V.Count)), c);
            d = V.MulAdd(V.Load(x + i + (3 * V.Count)), V.Load(y + i + (3 * V.Count)), d);
        }

        for (; i + V.Count <= n; i += V.Count) a = V.MulAdd(V.Load(x + i), V.Load(y + i), a);
        if (i < n) b = V.MulAdd(Partial.Load<V>(x + i, n - i, 0), Partial.Load<V>(y + i, n - i, 0), b);
        return ((a + b) + (c + d)).Sum();
    }

    /// <summary>Σ e^(x − shift); the powers are kept in <paramref name="powers"/> unless it is null.</summary>
    [MethodImpl(Simd.Hot)]
    public static float SumOfExp<V>(float* x, long n, float shift, float* powers)
        where V : struct, IVector<V>
    {
        V a = V.Zero, b = a, s = V.All(shift);
        long i = 0;
        for (; i + (2 * V.Count) <= n; i += 2 * V.Count)
        {
            V p = VectorMath.Exp(V.Load(x + i) - s), q = VectorMath.Exp(V.Load(x + i + V.Count) - s);
            a += p;
            b += q;
            if (powers == null) continue;
            p.Store(powers + i);
            q.Store(powers + i + V.Count);
        }

        for (; i < n; i += V.Count)
        {
            long left = Math.Min(n - i, V.Count);
            V p = VectorMath.Exp(Partial.Load<V>(x + i, left, float.NegativeInfinity) - s);
            if (powers != null) Partial.Store(p, powers + i, left);

            // Lanes beyond the row hold e^−∞ = 0, unless the shift itself is not finite.
            a += left == V.Count ? p : Partial.KeepFirst(p, left);
        }

        return (a + b).Sum();
    }

    /// <summary>y = x · factor; y may be x.</summary>
    [MethodImpl(Simd.Hot)]
    public static void Scale<V>(float* x, float* y, long n, float factor)
        where V : struct, IVector<V>
    {
        V f = V.All(factor);
        long i = 0;
        for (; i + V.Count <= n; i += V.Count) (V.Load(x + i) * f).Store(y + i);
        for (; i < n; i++) y[i] = x[i] * factor;
    }

    /// <summary>y = x + shift; y may be x.</summary>
    [MethodImpl(Simd.Hot)]
    public static void Shift<V>(float* x, float* y, long n, float shift)
        where V : struct, IVector<V>
    {
        V s = V.All(shift);
        long i = 0;
        for (; i + V.Count <= n; i += V.Count) (V.Load(x + i) + s).Store(y + i);
        for (; i < n; i++) y[i] = x[i] + shift;
    }

    /// <summary>x += y.</summary>
    [MethodImpl(Simd.Hot)]
    public static void Add<V>(float* x, float* y, long n)
        where V : struct, IVector<V>
    {
        long i = 0;
        for (; i + V.Count <= n; i += V.Count) (V.Load(x + i) + V.Load(y + i)).Store(x + i);
        for (; i < n; i++) x[i] += y[i];
    }

    /// <summary>x *= y.</summary>
    [MethodImpl(Simd.Hot)]
    public static void Multiply<V>(float* x, float* y, long n)
        where V : struct, IVector<V>
    {
        long i = 0;
        for (; i + V.Count <= n; i += V.Count) (V.Load(x + i) * V.Load(y + i)).Store(x + i);
        for (; i < n; i++) x[i] *= y[i];
    }

    [MethodImpl(Simd.Inline)]
    private static V AddSquare<V>(V sum, V x)
        where V : struct, IVector<V> => V.MulAdd(x, x, sum);
}
