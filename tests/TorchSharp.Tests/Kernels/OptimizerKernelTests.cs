using TorchSharp.Kernels;
using static TorchSharp.Tests.Kernels.KernelSettings;

namespace TorchSharp.Tests.Kernels;

[Collection(Name)]
public sealed unsafe class OptimizerKernelTests
{
    [Theory]
    [InlineData(0, false, false, false)]
    [InlineData(1, true, false, false)]
    [InlineData(15, false, true, false)]
    [InlineData(17, true, true, true)]
    [InlineData(40_003, true, false, false)]
    public void Adam_follows_its_reference_for_several_steps(int n, bool decoupled, bool amsgrad, bool maximize) => AtEveryLevel(level =>
    {
        float[] p1 = Numbers.Random(n, 1), m1 = new float[n], v1 = new float[n], x1 = new float[n], p2 = [.. p1], m2 = new float[n], v2 = new float[n], x2 = new float[n];
        for (int step = 1; step <= 3; step++)
        {
            float[] g = Numbers.Random(n, 10 + step);
            var settings = new AdamStep
            {
                LearningRate = 0.01f,
                Beta1 = 0.9f,
                Beta2 = 0.999f,
                Epsilon = 1e-8f,
                WeightDecay = 0.1f,
                Decoupled = decoupled,
                Maximize = maximize,
                Step = step,
                GradientScale = 0.5f,
            };
            fixed (float* pg = g, pp1 = p1, pm1 = m1, pv1 = v1, px1 = x1, pp2 = p2, pm2 = m2, pv2 = v2, px2 = x2)
            {
                OptimizersReference.Adam(pp1, pg, pm1, pv1, amsgrad ? px1 : null, n, settings);
                Optimizers.Adam(pp2, pg, pm2, pv2, amsgrad ? px2 : null, n, settings);
            }
        }

        Numbers.Close(p1, p2, 1e-6, 1e-6, $"{level} parameter");
        Numbers.Close(m1, m2, 1e-5, 1e-7, $"{level} average");
        Numbers.Close(v1, v2, 1e-5, 1e-9, $"{level} squares");
        Numbers.Close(x1, x2, 1e-5, 1e-9, $"{level} largest squares");
    });

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(33, 0, false)]
    [InlineData(33, 0.9f, false)]
    [InlineData(40_003, 0.9f, true)]
    public void Sgd_follows_its_reference_for_several_steps(int n, float momentum, bool nesterov) => AtEveryLevel(level =>
    {
        float[] p1 = Numbers.Random(n, 1), v1 = new float[n], p2 = [.. p1], v2 = new float[n];
        for (int step = 0; step < 3; step++)
        {
            float[] g = Numbers.Random(n, 10 + step);
            fixed (float* pg = g, pp1 = p1, pv1 = v1, pp2 = p2, pv2 = v2)
            {
                OptimizersReference.Sgd(pp1, pg, momentum == 0 ? null : pv1, n, 0.1f, momentum, nesterov ? 0 : 0.1f, 0.01f, nesterov, false, step == 0);
                Optimizers.Sgd(pp2, pg, momentum == 0 ? null : pv2, n, 0.1f, momentum, nesterov ? 0 : 0.1f, 0.01f, nesterov, false, step == 0);
            }
        }

        Numbers.Close(p1, p2, 1e-6, 1e-6, $"{level} parameter");
        Numbers.Close(v1, v2, 1e-6, 1e-6, $"{level} velocity");
    });
}
