using TorchSharp.Kernels;
using static TorchSharp.Tests.Kernels.KernelSettings;

namespace TorchSharp.Tests.Kernels;

/// <summary>The elementary functions against double precision, over a dense sweep and at every special value, for every width.</summary>
[Collection(Name)]
public sealed unsafe class VectorMathTests
{
    private delegate void Kernel(float* x, float* y, long n);

    private static readonly float[] s_special =
        [0f, -0f, 1f, -1f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, -float.Epsilon, 1e-38f, 88.8f, -87.5f, -103.5f, -110f];

    [Fact]
    public void Exp_is_within_two_ulp() => Sweep(Elementwise.Exp, ElementwiseReference.Exp, 105, ulps: 2);

    [Fact]
    public void Tanh_is_within_three_ulp() => Sweep(Elementwise.Tanh, ElementwiseReference.Tanh, 12, ulps: 3);

    [Fact]
    public void Sigmoid_is_within_three_ulp() => Sweep(Elementwise.Sigmoid, ElementwiseReference.Sigmoid, 87, ulps: 3);

    [Fact]
    public void Log_is_within_two_ulp() => Sweep(Elementwise.Log, ElementwiseReference.Log, 100, ulps: 2);

    [Fact]
    public void Erf_is_within_1e_7() => Sweep(Elementwise.Erf, ElementwiseReference.Erf, 5, ulps: 4, absolute: 1e-7);

    [Fact]
    public void Gelu_is_within_2e_7_of_its_size() => Sweep(Gelu.Forward, GeluReference.Forward, 8, ulps: 4, absolute: 1e-7);

    [Fact]
    public void Gelu_by_tanh_is_within_2e_7_of_its_size() => Sweep(Gelu.TanhForward, GeluReference.TanhForward, 8, ulps: 4, absolute: 1e-7);

    [Fact]
    public void Gelu_backward_matches_the_derivative() => SweepBackward(Gelu.Backward, GeluReference.Backward);

    [Fact]
    public void Gelu_by_tanh_backward_matches_the_derivative() => SweepBackward(Gelu.TanhBackward, GeluReference.TanhBackward);

    [Fact]
    public void Every_length_up_to_twice_the_widest_vector_is_done_to_its_end() => AtEveryLevel(_ =>
    {
        for (int n = 0; n <= 33; n++)
        {
            float[] x = Numbers.Random(n, n), actual = [.. Numbers.Random(n + 1, 99)], expected = [.. actual];
            fixed (float* px = x, pa = actual, pe = expected)
            {
                Gelu.Forward(px, pa, n);
                GeluReference.Forward(px, pe, n);
            }

            Numbers.Close(expected, actual, 1e-6, 1e-7);
        }
    });

    private static void SweepBackward(BackwardKernel kernel, BackwardKernel reference) => AtEveryLevel(level =>
    {
        float[] x = Points(8), dy = Numbers.Random(x.Length, 5), expected = new float[x.Length], actual = new float[x.Length];
        fixed (float* px = x, pd = dy, pe = expected, pa = actual)
        {
            reference(px, pd, pe, x.Length);
            kernel(px, pd, pa, x.Length);
        }

        Numbers.Close(expected, actual, 1e-6, 4e-7, $"{level}");
    });

    private delegate void BackwardKernel(float* x, float* dy, float* dx, long n);

    private static float[] Points(float range)
    {
        const int Count = 200_003;
        var x = new float[Count];
        for (int i = 0; i < Count; i++) x[i] = range * ((2f * i / (Count - 1)) - 1);
        return x;
    }

    private static void Sweep(Kernel kernel, Kernel reference, float range, double ulps, double absolute = 1.5e-45) => AtEveryLevel(level =>
    {
        float[] x = [.. s_special, .. Points(range), .. Points(0.01f)], expected = new float[x.Length], actual = new float[x.Length];
        fixed (float* px = x, pe = expected, pa = actual)
        {
            reference(px, pe, x.Length);
            kernel(px, pa, x.Length);
        }

        for (int i = 0; i < x.Length; i++)
        {
            if (expected[i].Equals(actual[i])) continue;
            double error = Math.Abs((double)expected[i] - actual[i]);
            double ulp = MathF.BitIncrement(Math.Abs(expected[i])) - Math.Abs((double)expected[i]);
            Assert.True(error <= Math.Max(ulps * ulp, absolute), $"{level} at {x[i]:R}: expected {expected[i]:R}, was {actual[i]:R}, {error / ulp:F1} ulp");
        }
    });
}
