using TorchSharp.Kernels;
using static TorchSharp.Tests.Kernels.KernelSettings;

namespace TorchSharp.Tests.Kernels;

[Collection(Name)]
public sealed unsafe class MatMulTests
{
    /// <summary>Around the tiles (6 and 12 rows, 2 to 32 columns), the depth block (256), the row block (192), and the borders between the paths.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 0, 3, 4 }, { 3, 0, 4 }, { 3, 4, 0 }, { 1, 33, 7 }, { 33, 1, 65 }, { 5, 7, 257 }, { 13, 31, 17 }, { 12, 32, 64 }, { 11, 33, 300 },
        { 25, 5, 100 }, { 49, 65, 33 }, { 193, 50, 20 }, { 200, 400, 30 }, { 24, 70, 2100 }, { 100, 3, 90 }, { 2, 130, 40 }, { 4, 100, 300 }, { 15, 40, 90 }, { 61, 47, 513 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Product_matches_its_reference_for_every_layout_and_width(int m, int n, int k) => AtEveryLevel(level =>
    {
        foreach (bool turnA in (bool[])[false, true])
        {
            foreach (bool turnB in (bool[])[false, true])
            {
                float[] a = Numbers.Random((long)m * k, 1), b = Numbers.Random((long)k * n, 2);
                Compare(m, n, k, a, turnA ? 1 : k, turnA ? m : 1, b, turnB ? 1 : n, turnB ? k : 1, n, 0, 1, $"{level} {turnA} {turnB}");
            }
        }
    });

    [Fact]
    public void Product_with_gaps_between_elements_matches_its_reference() => AtEveryLevel(level =>
    {
        float[] a = Numbers.Random(20 * 200, 3), b = Numbers.Random(400 * 64, 4);
        Compare(20, 21, 60, a, 200, 3, b, 64, 3, 29, 0, 1, $"{level}");
        Compare(20, 21, 60, a, 3, 63, b, 3, 64, 29, 0, 1, $"{level}");
    });

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0.5f, 1)]
    [InlineData(0, -2)]
    [InlineData(-1, 0.25f)]
    public void Alpha_and_beta_scale_the_product_and_what_was_there(float beta, float alpha) => AtEveryLevel(level =>
    {
        foreach ((int m, int n, int k) in ((int, int, int)[])[(3, 4, 5), (7, 40, 50), (70, 90, 300), (4, 4, 0)])
            Compare(m, n, k, Numbers.Random((long)m * k, 5), k, 1, Numbers.Random((long)k * n, 6), 1, k, n, beta, alpha, $"{level} {m}");
    });

    [Fact]
    public void With_beta_zero_the_target_is_not_read()
    {
        float[] a = [1, 2], b = [3, 4], c = [float.NaN];
        fixed (float* pa = a, pb = b, pc = c) MatMul.Run(1, 1, 2, pa, 2, 1, pb, 1, 1, pc, 1);
        Assert.Equal(11, c[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_bias_is_added_to_every_row_once(float beta) => AtEveryLevel(level =>
    {
        foreach ((int m, int n, int k) in ((int, int, int)[])[(3, 5, 7), (9, 37, 40), (60, 70, 300), (1, 16, 16), (5, 20, 2100), (4, 6, 0), (200, 33, 600)])
        {
            float[] a = Numbers.Random((long)m * k, 7), b = Numbers.Random((long)k * n, 8), bias = Numbers.Random(n, 9);
            float[] expected = Numbers.Random((long)m * n, 10), actual = [.. expected];
            fixed (float* pa = a, pb = b, pe = expected, pc = actual, pBias = bias)
            {
                MatMulReference.Run(m, n, k, pa, k, 1, pb, 1, k, pe, n, beta, pBias, -0.5f);
                MatMul.Run(m, n, k, pa, k, 1, pb, 1, k, pc, n, beta, pBias, -0.5f);
            }

            Numbers.Close(expected, actual, 1e-5, 1e-5, $"{level} {m} {n} {k}");
        }
    });

    [Theory]
    [InlineData(5, 6, 7, 8)]
    [InlineData(3, 40, 50, 60)]
    [InlineData(2, 260, 270, 250)]
    [InlineData(0, 2, 2, 2)]
    public void Batched_product_is_the_product_of_each(int batch, int m, int n, int k)
    {
        float[] a = Numbers.Random((long)batch * m * k, 11), b = Numbers.Random((long)k * n, 12), expected = new float[batch * m * n], actual = new float[batch * m * n];
        fixed (float* pa = a, pb = b, pe = expected, pc = actual)
        {
            MatMul.RunBatched(batch, m, n, k, pa, (long)m * k, k, 1, pb, 0, n, 1, pc, (long)m * n, n);
            for (int i = 0; i < batch; i++) MatMul.Run(m, n, k, pa + ((long)i * m * k), k, 1, pb, n, 1, pe + ((long)i * m * n), n);
        }

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        foreach ((int m, int n, int k) in ((int, int, int)[])[(300, 500, 400), (20, 700, 300), (5, 3000, 64)])
        {
            float[] a = Numbers.Random((long)m * k, 13), b = Numbers.Random((long)k * n, 14);
            foreach (bool turnB in (bool[])[false, true])
            {
                SameBitsWithAnyThreads(() =>
                {
                    var c = new float[m * n];
                    fixed (float* pa = a, pb = b, pc = c) MatMul.Run(m, n, k, pa, k, 1, pb, turnB ? 1 : n, turnB ? k : 1, pc, n);
                    return c;
                });
            }
        }
    }

    [Fact]
    public void Products_larger_than_one_packed_slab_match_their_reference()
    {
        // 4 M floats to a slab: k beyond 2048 is cut, and 2048 · 2100 columns are more than one slab.
        const int M = 30, N = 2100, K = 2100;
        Compare(M, N, K, Numbers.Random((long)M * K, 15), K, 1, Numbers.Random((long)K * N, 16), 1, K, N, 0, 1, "wide");
        Compare(N, M, K, Numbers.Random((long)N * K, 17), 1, N, Numbers.Random((long)K * M, 18), M, 1, M, 1, 1, "tall");
    }

    [Theory]
    [InlineData(1, 5, 7)]
    [InlineData(33, 17, 40)]
    [InlineData(3, 4, 0)]
    [InlineData(0, 4, 3)]
    [InlineData(120, 130, 110)]
    public void Double_product_matches_its_reference_for_every_layout(int m, int n, int k)
    {
        double[] a = Array.ConvertAll(Numbers.Random((long)m * k, 1), v => (double)v), b = Array.ConvertAll(Numbers.Random((long)k * n, 2), v => (double)v);
        foreach ((double beta, double alpha) in ((double, double)[])[(0, 1), (1, 2), (0.5, -1)])
        {
            foreach ((int rsB, int csB) in ((int, int)[])[(n, 1), (1, k)])
            {
                double[] expected = Array.ConvertAll(Numbers.Random((long)m * n, 3), v => (double)v), actual = [.. expected];
                fixed (double* pa = a, pb = b, pe = expected, pc = actual)
                {
                    MatMulDoubleReference.Run(m, n, k, pa, 1, m, pb, rsB, csB, pe, n, beta, alpha);
                    MatMulDouble.Run(m, n, k, pa, 1, m, pb, rsB, csB, pc, n, beta, alpha);
                }

                for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12);
            }
        }
    }

    private static void Compare(int m, int n, int k, float[] a, long rsA, long csA, float[] b, long rsB, long csB, int ldc, float beta, float alpha, string what)
    {
        float[] start = Numbers.Random(Math.Max(1, (long)m * ldc), 20), expected = [.. start], actual = [.. start];
        fixed (float* pa = a, pb = b, pe = expected, pc = actual)
        {
            MatMulReference.Run(m, n, k, pa, rsA, csA, pb, rsB, csB, pe, ldc, beta, null, alpha);
            MatMul.Run(m, n, k, pa, rsA, csA, pb, rsB, csB, pc, ldc, beta, null, alpha);
        }

        // One rounding of a partial sum per step, at worst. What lies between the rows of c must stay as it was.
        Numbers.Close(expected, actual, 1e-6, (1e-6 + (6e-8 * k)) * Math.Max(1, Math.Abs(alpha)), what);
    }
}
