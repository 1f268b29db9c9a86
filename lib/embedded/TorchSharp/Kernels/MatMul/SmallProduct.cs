using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Products too small to be worth packing: plain loops, any strides.</summary>
internal static unsafe class SmallProduct
{
    /// <summary>Up to so many multiply-adds.</summary>
    public const long MaxWork = 1 << 11;

    [MethodImpl(Simd.Hot)]
    public static void Run(in Product product)
    {
        for (int i = 0; i < product.M; i++)
        {
            float* c = product.C + (i * product.RowStrideC);
            for (int j = 0; j < product.N; j++)
            {
                float* a = product.A + (i * product.RowStrideA), b = product.B + (j * product.ColumnStrideB);
                float sum = 0;
                for (int p = 0; p < product.K; p++, a += product.ColumnStrideA, b += product.RowStrideB) sum = float.MultiplyAddEstimate(*a, *b, sum);
                sum = (sum * product.Alpha) + (product.Bias == null ? 0 : product.Bias[j]);
                c[j] = product.Accumulate ? c[j] + sum : sum;
            }
        }
    }
}
