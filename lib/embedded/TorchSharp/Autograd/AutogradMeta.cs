using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>What autograd knows of a tensor. All aliases of a tensor share one.</summary>
internal sealed class AutogradMeta
{
    /// <summary>True for a leaf that collects its gradient.</summary>
    internal bool RequiresGrad { get; set; }

    /// <summary>The operation that made the tensor, and which of its outputs it is.</summary>
    internal Edge History { get; set; }

    /// <summary>The collected gradient of a leaf, or of a tensor with <see cref="RetainsGrad"/>; outside every dispose scope.</summary>
    internal Tensor? Grad { get; set; }

    internal bool RetainsGrad { get; set; }

    /// <summary>Made once per leaf, so that several uses of it meet in one place.</summary>
    internal AccumulateGrad? Accumulator { get; set; }

    internal ViewInfo? View { get; set; }

    internal string? Name { get; set; }
}

/// <summary>
/// How a view lies in the tensor it was taken from. In-place changes of either side are thereby known to the other:
/// a change through the view rewrites the base's history, and a view older than the last change asks the base anew.
/// </summary>
internal sealed class ViewInfo
{
    internal required AutogradMeta BaseMeta { get; init; }

    internal required Geometry Base { get; init; }

    internal required Geometry View { get; init; }

    internal required ScalarType Type { get; init; }

    /// <summary>The storage's version that the view's own history speaks of.</summary>
    internal int HistoryVersion { get; set; }
}

/// <summary>Sizes, strides and first element of a tensor within its storage, counted in elements.</summary>
internal readonly record struct Geometry(long[] Sizes, long[] Strides, long Offset);
