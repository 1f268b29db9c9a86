using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss of two inputs whose classes or places count differently.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    /// <summary>Creates the loss.</summary>
    public WeightedLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
        : base(reduction)
        => this.weight = weight;

    /// <summary>How much each class or place counts; null for all the same.</summary>
    public Tensor? weight { get; }
}
