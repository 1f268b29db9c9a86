using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>Matrix products of any strides: a transpose is a pair of swapped strides and costs nothing.</summary>
internal static unsafe class MatMul
{
    /// <summary>
    /// c[m, n] = <paramref name="alpha"/> · a[m, k] · b[k, n] + <paramref name="beta"/> · c + <paramref name="bias"/>[n], which may be null.
    /// Row and column strides are in elements; c has unit column stride and row stride <paramref name="ldc"/>.
    /// With <paramref name="beta"/> 0, c is not read.
    /// </summary>
    public static void Run(int m, int n, int k, float* a, long rsA, long csA, float* b, long rsB, long csB, float* c, long ldc, float beta = 0, float* bias = null, float alpha = 1)
    {
        if (m == 0 || n == 0) return;
        if (beta != 1 && (beta != 0 || k == 0)) ScaleRows(c, ldc, m, n, beta);
        var product = new Product
        {
            M = m,
            N = n,
            K = k,
            Alpha = alpha,
            A = a,
            RowStrideA = rsA,
            ColumnStrideA = csA,
            B = b,
            RowStrideB = rsB,
            ColumnStrideB = csB,
            C = c,
            RowStrideC = ldc,
            Accumulate = beta != 0 || k == 0,
            Bias = bias,
        };

        if ((long)m * n * k <= SmallProduct.MaxWork) SmallProduct.Run(product);
        else if (DotProducts.Fits(product)) DotProducts.Run(product);
        else RunBlocked(product);
    }

    /// <summary><paramref name="batch"/> products, one after the other in memory at the given distances (0 repeats the same matrix).</summary>
    [MethodImpl(Simd.Hot)]
    public static void RunBatched(int batch, int m, int n, int k, float* a, long batchStrideA, long rsA, long csA, float* b, long batchStrideB, long rsB, long csB, float* c, long batchStrideC, long ldc, float beta = 0, float alpha = 1)
    {
        var body = new Batch
        {
            M = m,
            N = n,
            K = k,
            Alpha = alpha,
            Beta = beta,
            A = a,
            BatchStrideA = batchStrideA,
            RowStrideA = rsA,
            ColumnStrideA = csA,
            B = b,
            BatchStrideB = batchStrideB,
            RowStrideB = rsB,
            ColumnStrideB = csB,
            C = c,
            BatchStrideC = batchStrideC,
            RowStrideC = ldc,
        };

        // Many products: one thread each, which saves waiting for one another. A few large ones: all threads on each.
        const long Large = 1 << 24, Tiny = 1 << 15;
        long work = Math.Max(1, (long)m * n * k);
        if (batch < 4 * WorkerPool.Threads && work >= Large)
        {
            for (int i = 0; i < batch; i++) body.Run(i, i + 1);
        }
        else
        {
            WorkerPool.ForRange(batch, Math.Max(1, Tiny / work), body);
        }
    }

    private static void RunBlocked(in Product product)
    {
        switch (Simd.Level)
        {
            case SimdLevel.Vector512: RunBlocked<Tile12<V512>, V512>(product); break;
            case SimdLevel.Vector256: RunBlocked<Tile6<V256>, V256>(product); break;
            case SimdLevel.Vector128 when AdvSimd.IsSupported: RunBlocked<Tile12<V128>, V128>(product); break;
            case SimdLevel.Vector128: RunBlocked<Tile6<V128>, V128>(product); break;
            default: RunBlocked<Tile6<V1>, V1>(product); break;
        }
    }

    /// <summary>The tall tile, unless there are so few rows that the low one computes fewer that are not there.</summary>
    private static void RunBlocked<TTile, V>(in Product product)
        where TTile : struct, IMicroKernel
        where V : struct, IVector<V>
    {
        const int FewRows = 16;
        if (product.M <= FewRows && Rounded(product.M, Tile4<V>.Rows) < Rounded(product.M, TTile.Rows)) BlockedProduct<Tile4<V>>.Run(product);
        else BlockedProduct<TTile>.Run(product);
    }

    private static int Rounded(int rows, int tile) => (rows + tile - 1) / tile * tile;

    [MethodImpl(Simd.Hot)]
    private static void ScaleRows(float* c, long ldc, int m, int n, float beta)
    {
        for (int i = 0; i < m; i++, c += ldc)
        {
            for (int j = 0; j < n; j++) c[j] = beta == 0 ? 0 : c[j] * beta;
        }
    }

    private struct Batch : IRangeBody
    {
        public int M, N, K;
        public float Alpha, Beta;
        public float* A, B, C;
        public long BatchStrideA, RowStrideA, ColumnStrideA, BatchStrideB, RowStrideB, ColumnStrideB, BatchStrideC, RowStrideC;

        [MethodImpl(Simd.Hot)]
        public readonly void Run(long start, long end)
        {
            for (long i = start; i < end; i++)
            {
                MatMul.Run(
                    M, N, K, A + (i * BatchStrideA), RowStrideA, ColumnStrideA, B + (i * BatchStrideB), RowStrideB, ColumnStrideB,
                    C + (i * BatchStrideC), RowStrideC, Beta, null, Alpha);
            }
        }
    }
}
