using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Optimizer steps: one pass over parameter, gradient and state, which is all the memory traffic there is to be had.</summary>
internal static unsafe class Optimizers
{
    /// <summary>Elements per parallel piece.</summary>
    private const long Grain = 1 << 14;

    /// <summary>One step of Adam (Kingma and Ba 2015) or AdamW; <paramref name="maxSquares"/> null unless AMSGrad.</summary>
    public static void Adam(float* parameter, float* gradient, float* average, float* squares, float* maxSquares, long n, in AdamStep step)
        => Simd.ForRange(n, Grain, new AdamBody(parameter, gradient, average, squares, maxSquares, step));

    /// <summary>One step of SGD; <paramref name="velocity"/> null without momentum; <paramref name="firstStep"/> starts it with the gradient.</summary>
    public static void Sgd(float* parameter, float* gradient, float* velocity, long n, float learningRate, float momentum, float dampening, float weightDecay, bool nesterov, bool maximize, bool firstStep)
        => Simd.ForRange(n, Grain, new SgdBody(parameter, gradient, velocity, learningRate, momentum, dampening, weightDecay, nesterov, maximize, firstStep));

    private readonly struct AdamBody : IVectorBody
    {
        private readonly float* _parameter, _gradient, _average, _squares, _maxSquares;
        private readonly float _gradientScale, _decay, _shrink, _beta1, _rest1, _beta2, _rest2, _stepSize, _inverseRootCorrection2, _epsilon;

        public AdamBody(float* parameter, float* gradient, float* average, float* squares, float* maxSquares, in AdamStep step)
        {
            _parameter = parameter;
            _gradient = gradient;
            _average = average;
            _squares = squares;
            _maxSquares = maxSquares;
            _gradientScale = step.Maximize ? -step.GradientScale : step.GradientScale;
            _decay = step.Decoupled ? 0 : step.WeightDecay;
            _shrink = step.Decoupled ? (float)(1 - ((double)step.LearningRate * step.WeightDecay)) : 1;
            (_beta1, _beta2, _epsilon) = (step.Beta1, step.Beta2, step.Epsilon);
            (_rest1, _rest2) = ((float)(1 - (double)step.Beta1), (float)(1 - (double)step.Beta2));
            _stepSize = (float)(-step.LearningRate / (1 - Math.Pow(step.Beta1, step.Step)));
            _inverseRootCorrection2 = (float)(1 / Math.Sqrt(1 - Math.Pow(step.Beta2, step.Step)));
        }

        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            long i = start;
            for (; i + V.Count <= end; i += V.Count) Step<V>(i);
            for (; i < end; i++) Step<V1>(i);
        }

        [MethodImpl(Simd.Inline)]
        private void Step<V>(long i)
            where V : struct, IVector<V>
        {
            V p = V.Load(_parameter + i);
            V g = V.MulAdd(V.All(_decay), p, V.Load(_gradient + i) * V.All(_gradientScale));
            V m = V.MulAdd(V.All(_rest1), g, V.Load(_average + i) * V.All(_beta1));
            V v = V.MulAdd(V.All(_rest2) * g, g, V.Load(_squares + i) * V.All(_beta2));
            m.Store(_average + i);
            v.Store(_squares + i);
            if (_maxSquares != null)
            {
                v = V.Max(v, V.Load(_maxSquares + i));
                v.Store(_maxSquares + i);
            }

            V denominator = V.MulAdd(V.Sqrt(v), V.All(_inverseRootCorrection2), V.All(_epsilon));
            V.MulAdd(m / denominator, V.All(_stepSize), p * V.All(_shrink)).Store(_parameter + i);
        }
    }

    private readonly struct SgdBody(
        float* parameter, float* gradient, float* velocity, float learningRate, float momentum, float dampening, float weightDecay, bool nesterov, bool maximize, bool firstStep) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            long i = start;
            for (; i + V.Count <= end; i += V.Count) Step<V>(i);
            for (; i < end; i++) Step<V1>(i);
        }

        [MethodImpl(Simd.Inline)]
        private void Step<V>(long i)
            where V : struct, IVector<V>
        {
            V p = V.Load(parameter + i), g = V.Load(gradient + i);
            if (maximize) g = V.Zero - g;
            if (weightDecay != 0) g = V.MulAdd(V.All(weightDecay), p, g);
            if (velocity != null)
            {
                V v = firstStep ? g : V.MulAdd(V.All(momentum), V.Load(velocity + i), g * V.All(1 - dampening));
                v.Store(velocity + i);
                g = nesterov ? V.MulAdd(V.All(momentum), v, g) : v;
            }

            V.MulAdd(V.All(-learningRate), g, p).Store(parameter + i);
        }
    }
}
