namespace TorchSharp.Kernels;

/// <summary>The plain twin of <see cref="MatMul"/>: three loops, summed in double.</summary>
internal static unsafe class MatMulReference
{
    public static void Run(int m, int n, int k, float* a, long rsA, long csA, float* b, long rsB, long csB, float* c, long ldc, float beta = 0, float* bias = null, float alpha = 1)
    {
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int p = 0; p < k; p++) sum += (double)a[(i * rsA) + (p * csA)] * b[(p * rsB) + (j * csB)];
                float value = (float)(alpha * sum);
                if (beta != 0) value += beta * c[(i * ldc) + j];
                if (bias != null) value += bias[j];
                c[(i * ldc) + j] = value;
            }
        }
    }
}
