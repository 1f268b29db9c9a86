namespace TorchSharp.Kernels;

/// <summary>Matrix products of any strides: a transpose is a pair of swapped strides and costs nothing.</summary>
internal static unsafe class MatMul
{
    /// <summary>
    /// c[m, n] = epilogue(<paramref name="alpha"/> · a[m, k] · b[k, n] + <paramref name="beta"/> · c).
    /// Row and column strides are in elements; c has unit column stride and row stride <paramref name="ldc"/>.
    /// With <paramref name="beta"/> 0, c is not read.
    /// </summary>
    public static void Run(int m, int n, int k, float* a, long rsA, long csA, float* b, long rsB, long csB, float* c, long ldc, float beta = 0, Epilogue epilogue = default, float alpha = 1)
        => MatMulReference.Run(m, n, k, a, rsA, csA, b, rsB, csB, c, ldc, beta, epilogue, alpha);

    /// <summary><paramref name="batch"/> products, one after the other in memory at the given distances (0 repeats the same matrix).</summary>
    public static void RunBatched(int batch, int m, int n, int k, float* a, long batchStrideA, long rsA, long csA, float* b, long batchStrideB, long rsB, long csB, float* c, long batchStrideC, long ldc, float beta = 0, float alpha = 1)
    {
        for (long i = 0; i < batch; i++)
            Run(m, n, k, a + (i * batchStrideA), rsA, csA, b + (i * batchStrideB), rsB, csB, c + (i * batchStrideC), ldc, beta, default, alpha);
    }
}
