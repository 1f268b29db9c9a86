namespace TorchSharp.Kernels;

/// <summary>The plain twin of <see cref="MatMulDouble"/>.</summary>
internal static unsafe class MatMulDoubleReference
{
    public static void Run(int m, int n, int k, double* a, long rsA, long csA, double* b, long rsB, long csB, double* c, long ldc, double beta = 0, double alpha = 1)
    {
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int p = 0; p < k; p++) sum += a[(i * rsA) + (p * csA)] * b[(p * rsB) + (j * csB)];
                double* target = c + (i * ldc) + j;
                *target = (alpha * sum) + (beta == 0 ? 0 : beta * *target);
            }
        }
    }
}
