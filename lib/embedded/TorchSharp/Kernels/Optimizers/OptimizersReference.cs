namespace TorchSharp.Kernels;

/// <summary>The plain twins of <see cref="Optimizers"/>, in the order of PyTorch's single-tensor implementations.</summary>
internal static unsafe class OptimizersReference
{
    public static void Adam(float* parameter, float* gradient, float* average, float* squares, float* maxSquares, long n, in AdamStep step)
    {
        double correction1 = 1 - Math.Pow(step.Beta1, step.Step);
        double correction2 = 1 - Math.Pow(step.Beta2, step.Step);
        for (long i = 0; i < n; i++)
        {
            double p = parameter[i];
            double g = gradient[i] * (double)step.GradientScale * (step.Maximize ? -1 : 1);
            if (step.Decoupled) p *= 1 - ((double)step.LearningRate * step.WeightDecay);
            else g += step.WeightDecay * p;
            average[i] = (float)((step.Beta1 * (double)average[i]) + ((1 - (double)step.Beta1) * g));
            squares[i] = (float)((step.Beta2 * (double)squares[i]) + ((1 - (double)step.Beta2) * g * g));
            double second = squares[i];
            if (maxSquares != null) second = maxSquares[i] = Math.Max(maxSquares[i], squares[i]);
            parameter[i] = (float)(p - (step.LearningRate / correction1 * average[i] / ((Math.Sqrt(second) / Math.Sqrt(correction2)) + step.Epsilon)));
        }
    }

    public static void Sgd(float* parameter, float* gradient, float* velocity, long n, float learningRate, float momentum, float dampening, float weightDecay, bool nesterov, bool maximize, bool firstStep)
    {
        for (long i = 0; i < n; i++)
        {
            float g = (maximize ? -gradient[i] : gradient[i]) + (weightDecay * parameter[i]);
            if (velocity != null)
            {
                velocity[i] = firstStep ? g : (momentum * velocity[i]) + ((1 - dampening) * g);
                g = nesterov ? g + (momentum * velocity[i]) : velocity[i];
            }

            parameter[i] -= learningRate * g;
        }
    }
}
