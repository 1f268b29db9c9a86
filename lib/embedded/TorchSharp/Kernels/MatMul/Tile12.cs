using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Twelve rows by two vectors: 24 sums, 2 operands of B and a broadcast of A fill 27 of the 32 registers that AVX-512 and Arm have.
/// Per step of k it loads 14 times for 24 multiply-adds, so the multiply-add units, not the loads, are what limits it.
/// </summary>
internal readonly unsafe struct Tile12<V> : IMicroKernel
    where V : struct, IVector<V>
{
    public static int Rows => 12;

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
            c3L = biasL, c3R = biasR,
            c4L = biasL, c4R = biasR,
            c5L = biasL, c5R = biasR,
            c6L = biasL, c6R = biasR,
            c7L = biasL, c7R = biasR,
            c8L = biasL, c8R = biasR,
            c9L = biasL, c9R = biasR,
            c10L = biasL, c10R = biasR,
            c11L = biasL, c11R = biasR;
        for (; k > 0; k--, a += 12, b += rowStrideB)
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
            V a4 = V.All(a[4]);
            c4L = V.MulAdd(a4, left, c4L);
            c4R = V.MulAdd(a4, right, c4R);
            V a5 = V.All(a[5]);
            c5L = V.MulAdd(a5, left, c5L);
            c5R = V.MulAdd(a5, right, c5R);
            V a6 = V.All(a[6]);
            c6L = V.MulAdd(a6, left, c6L);
            c6R = V.MulAdd(a6, right, c6R);
            V a7 = V.All(a[7]);
            c7L = V.MulAdd(a7, left, c7L);
            c7R = V.MulAdd(a7, right, c7R);
            V a8 = V.All(a[8]);
            c8L = V.MulAdd(a8, left, c8L);
            c8R = V.MulAdd(a8, right, c8R);
            V a9 = V.All(a[9]);
            c9L = V.MulAdd(a9, left, c9L);
            c9R = V.MulAdd(a9, right, c9R);
            V a10 = V.All(a[10]);
            c10L = V.MulAdd(a10, left, c10L);
            c10R = V.MulAdd(a10, right, c10R);
            V a11 = V.All(a[11]);
            c11L = V.MulAdd(a11, left, c11L);
            c11R = V.MulAdd(a11, right, c11R);
        }

        if (accumulate)
        {
            Add(c0L, c0R, c);
            Add(c1L, c1R, c + ldc);
            Add(c2L, c2R, c + (2 * ldc));
            Add(c3L, c3R, c + (3 * ldc));
            Add(c4L, c4R, c + (4 * ldc));
            Add(c5L, c5R, c + (5 * ldc));
            Add(c6L, c6R, c + (6 * ldc));
            Add(c7L, c7R, c + (7 * ldc));
            Add(c8L, c8R, c + (8 * ldc));
            Add(c9L, c9R, c + (9 * ldc));
            Add(c10L, c10R, c + (10 * ldc));
            Add(c11L, c11R, c + (11 * ldc));
        }
        else
        {
            Put(c0L, c0R, c);
            Put(c1L, c1R, c + ldc);
            Put(c2L, c2R, c + (2 * ldc));
            Put(c3L, c3R, c + (3 * ldc));
            Put(c4L, c4R, c + (4 * ldc));
            Put(c5L, c5R, c + (5 * ldc));
            Put(c6L, c6R, c + (6 * ldc));
            Put(c7L, c7R, c + (7 * ldc));
            Put(c8L, c8R, c + (8 * ldc));
            Put(c9L, c9R, c + (9 * ldc));
            Put(c10L, c10R, c + (10 * ldc));
            Put(c11L, c11R, c + (11 * ldc));
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
