namespace TorchSharp.Kernels;

/// <summary>What one Adam or AdamW step needs beside the arrays.</summary>
internal readonly record struct AdamStep
{
    public required float LearningRate { get; init; }

    public required float Beta1 { get; init; }

    public required float Beta2 { get; init; }

    public required float Epsilon { get; init; }

    public float WeightDecay { get; init; }

    /// <summary>AdamW (Loshchilov and Hutter 2019): decay shrinks the parameter itself. Otherwise it is added to the gradient.</summary>
    public bool Decoupled { get; init; }

    /// <summary>Ascend instead of descend.</summary>
    public bool Maximize { get; init; }

    /// <summary>1, 2, 3 …: the bias corrections' exponent.</summary>
    public required long Step { get; init; }

    /// <summary>Every gradient is multiplied by this first: 1, or the factor of gradient clipping.</summary>
    public float GradientScale { get; init; } = 1;

    public AdamStep()
    {
    }
}

/// <summary>Optimizer steps: one pass over parameter, gradient and state.</summary>
internal static unsafe class Optimizers
{
    /// <summary>One step of Adam (Kingma and Ba 2015) or AdamW; <paramref name="maxSquares"/> null unless AMSGrad.</summary>
    public static void Adam(float* parameter, float* gradient, float* average, float* squares, float* maxSquares, long n, in AdamStep step)
        => OptimizersReference.Adam(parameter, gradient, average, squares, maxSquares, n, step);

    /// <summary>One step of SGD; <paramref name="velocity"/> null without momentum; <paramref name="firstStep"/> starts it with the gradient.</summary>
    public static void Sgd(float* parameter, float* gradient, float* velocity, long n, float learningRate, float momentum, float dampening, float weightDecay, bool nesterov, bool maximize, bool firstStep)
        => OptimizersReference.Sgd(parameter, gradient, velocity, n, learningRate, momentum, dampening, weightDecay, nesterov, maximize, firstStep);

    /// <summary>x *= factor.</summary>
    public static void Scale(float* x, long n, float factor)
    {
        for (long i = 0; i < n; i++) x[i] *= factor;
    }
}
