using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using TorchSharp.Engine;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>The matrix product in double precision: for gradient checks and linear algebra, where it need not be the fastest.</summary>
internal static unsafe class MatMulDouble
{
    private const long MinWork = 1 << 15;

    /// <summary>c[m, n] = <paramref name="alpha"/> · a · b + <paramref name="beta"/> · c, strides as in <see cref="MatMul.Run"/>.</summary>
    public static void Run(int m, int n, int k, double* a, long rsA, long csA, double* b, long rsB, long csB, double* c, long ldc, double beta = 0, double alpha = 1)
    {
        double* turned = null;
        long turnedBytes = (long)k * n * sizeof(double);
        try
        {
            if (csB != 1 && m > 1)
            {
                // Rows of b are added below, so they must be contiguous; turning b around once costs a fraction of the product.
                turned = (double*)NativeBlock.Allocate(turnedBytes);
                CopyRows(b, rsB, csB, k, n, turned);
                b = turned;
                (rsB, csB) = (n, 1);
            }

            long grain = Math.Max(1, MinWork / Math.Max(1, (long)n * k));
            WorkerPool.ForRange(m, grain, new Rows(n, k, a, rsA, csA, b, rsB, csB, c, ldc, beta, alpha));
        }
        finally
        {
            NativeBlock.Free((byte*)turned, turnedBytes);
        }
    }

    [MethodImpl(Simd.Hot)]
    private static void CopyRows(double* b, long rsB, long csB, int k, int n, double* target)
    {
        if (rsB == 1)
        {
            Transpose.Run(b, n, k, csB, target, n);
            return;
        }

        for (long p = 0; p < k; p++)
        {
            for (long j = 0; j < n; j++) target[(p * n) + j] = b[(p * rsB) + (j * csB)];
        }
    }

    private readonly struct Rows(int n, int k, double* a, long rsA, long csA, double* b, long rsB, long csB, double* c, long ldc, double beta, double alpha) : IRangeBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run(long start, long end)
        {
            for (long i = start; i < end; i++)
            {
                var row = new Span<double>(c + (i * ldc), n);
                if (beta == 0) row.Clear();
                else if (beta != 1) TensorPrimitives.Multiply(row, beta, row);
                for (long p = 0; p < k; p++) AddRow(row, alpha * a[(i * rsA) + (p * csA)], b + (p * rsB));
            }
        }

        [MethodImpl(Simd.Hot)]
        private void AddRow(Span<double> row, double factor, double* from)
        {
            if (csB == 1)
            {
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<double>(from, n), factor, row, row);
                return;
            }

            for (int j = 0; j < n; j++) row[j] += factor * from[j * csB];
        }
    }
}
