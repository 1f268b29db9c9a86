using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Four rows by two vectors, for products with few rows: a taller tile would compute rows that are not there.
/// Eight sums are just enough to keep two multiply-add units busy over their latency of four cycles.
/// </summary>
internal readonly unsafe struct Tile4<V> : IMicroKernel
    where V : struct, IVector<V>
{
    public static int Rows => 4;

    public static int Columns => 2 * V.Count;

    [MethodImpl(Simd.Hot)]
    public static void Run(int k, float* a, float* b, long rowStrideB, float* c, long ldc, bool accumulate, float* bias)
    {
        V biasL = V.Zero, biasR = V.Zero;
        if (bias != null)
        {
            biasL = V.Load(bias);
            biasR = V.Load(bias + V.Count);
        }

        V c0L = biasL, c0R = biasR,
            c1L = biasL, c1R = biasR,
            c2L = biasL, c2R = biasR,
            c3L = biasL, c3R = biasR;
        for (; k > 0; k--, a += 4, b += rowStrideB)
        {
            V left = V.Load(b), right = V.Load(b + V.Count);
            V a0 = V.All(a[0]);
            c0L = V.MulAdd(a0, left, c0L);
            c0R = V.MulAdd(a0, right, c0R);
            V a1 = V.All(a[1]);
            c1L = V.MulAdd(a1, left, c1L);
            c1R = V.MulAdd(a1, right, c1R);
            V a2 = V.All(a[2]);
            c2L = V.MulAdd(a2, left, c2L);
            c2R = V.MulAdd(a2, right, c2R);
            V a3 = V.All(a[3]);
            c3L = V.MulAdd(a3, left, c3L);
            c3R = V.MulAdd(a3, right, c3R);
        }

        if (accumulate)
        {
            Add(c0L, c0R, c);
            Add(c1L, c1R, c + ldc);
            Add(c2L, c2R, c + (2 * ldc));
            Add(c3L, c3R, c + (3 * ldc));
        }
        else
        {
            Put(c0L, c0R, c);
            Put(c1L, c1R, c + ldc);
            Put(c2L, c2R, c + (2 * ldc));
            Put(c3L, c3R, c + (3 * ldc));
        }
    }

    [MethodImpl(Simd.Inline)]
    private static void Put(V left, V right, float* c)
    {
        left.Store(c);
        right.Store(c + V.Count);
    }

    [MethodImpl(Simd.Inline)]
    private static void Add(V left, V right, float* c) => Put(V.Load(c) + left, V.Load(c + V.Count) + right, c);
}
