using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss of two inputs.</summary>
public abstract class Loss<T1, T2, TResult> : nn.Module<T1, T2, TResult>
{
    /// <summary>Creates the loss.</summary>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base("Loss")
        => this.reduction = reduction;

    /// <summary>What becomes of the single losses.</summary>
    public nn.Reduction reduction { get; }
}

/// <summary>A loss of three inputs.</summary>
public abstract class Loss<T1, T2, T3, TResult> : nn.Module<T1, T2, T3, TResult>
{
    /// <summary>Creates the loss.</summary>
    public Loss(nn.Reduction reduction = nn.Reduction.Mean)
        : base("Loss")
        => this.reduction = reduction;

    /// <summary>What becomes of the single losses.</summary>
    public nn.Reduction reduction { get; }
}
