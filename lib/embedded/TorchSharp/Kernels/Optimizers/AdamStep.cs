namespace TorchSharp.Kernels;

/// <summary>What one Adam or AdamW step needs beside the arrays.</summary>
internal readonly record struct AdamStep
{
    public AdamStep()
    {
    }

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
}
