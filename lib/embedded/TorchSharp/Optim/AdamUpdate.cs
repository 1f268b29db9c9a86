using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>One step of Adam or AdamW on one parameter: a fused pass for float32, tensor operations for the other types.</summary>
internal readonly record struct AdamUpdate
{
    public required double LearningRate { get; init; }

    public required double Beta1 { get; init; }

    public required double Beta2 { get; init; }

    public required double Epsilon { get; init; }

    public required double WeightDecay { get; init; }

    /// <summary>The decay shrinks the parameter itself (AdamW); otherwise it is added to the gradient.</summary>
    public required bool Decoupled { get; init; }

    public required bool Maximize { get; init; }

    /// <summary>1 for the first step.</summary>
    public required long Step { get; init; }

    public static void Apply(Tensor parameter, Tensor grad, Tensor average, Tensor square, Tensor? largest, in AdamUpdate update)
    {
        if (Dense.AreSingle(parameter, grad, average) && parameter.is_contiguous()) Fused(parameter, grad, average, square, largest, update);
        else Composed(parameter, grad, average, square, largest, update);
    }

    private static unsafe void Fused(Tensor parameter, Tensor grad, Tensor average, Tensor square, Tensor? largest, in AdamUpdate update)
    {
        using var gradient = Dense.Of(grad);
        Optimizers.Adam(
            parameter.Pointer<float>(), gradient.Pointer, average.Pointer<float>(), square.Pointer<float>(),
            largest is null ? null : largest.Pointer<float>(), parameter.numel(), new AdamStep
            {
                LearningRate = (float)update.LearningRate,
                Beta1 = (float)update.Beta1,
                Beta2 = (float)update.Beta2,
                Epsilon = (float)update.Epsilon,
                WeightDecay = (float)update.WeightDecay,
                Decoupled = update.Decoupled,
                Maximize = update.Maximize,
                Step = update.Step,
            });
        parameter.Storage.BumpVersion();
        GC.KeepAlive(grad);
    }

    private static void Composed(Tensor parameter, Tensor grad, Tensor average, Tensor square, Tensor? largest, in AdamUpdate update)
    {
        if (update.Maximize) grad = -grad;
        if (update.Decoupled) parameter.mul_(1 - update.LearningRate * update.WeightDecay);
        else if (update.WeightDecay != 0) grad = grad.add(parameter, alpha: update.WeightDecay);

        average.mul_(update.Beta1).add_(grad, alpha: 1 - update.Beta1);
        square.mul_(update.Beta2).add_(grad * grad, alpha: 1 - update.Beta2);
        if (largest is not null) largest.copy_(maximum(largest, square));

        double correction1 = 1 - Math.Pow(update.Beta1, update.Step), correction2 = 1 - Math.Pow(update.Beta2, update.Step);
        var denominator = (largest ?? square).sqrt().div_(Math.Sqrt(correction2)).add_(update.Epsilon);
        parameter.add_(average / denominator, alpha: -update.LearningRate / correction1);
    }
}
