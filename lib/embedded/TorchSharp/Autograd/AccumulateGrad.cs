using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>The end of the line: adds what arrives to the leaf's gradient.</summary>
internal sealed class AccumulateGrad : Node
{
    private readonly AutogradMeta _leaf;

    internal AccumulateGrad(AutogradMeta leaf, OutputShape shape) : base("AccumulateGrad", [])
    {
        _leaf = leaf;
        Outputs = [shape];
    }

    internal override Tensor?[] Backward(Tensor?[] gradOutputs)
    {
        if (gradOutputs[0] is { } gradient) Accumulate(_leaf, gradient);
        return [];
    }

    /// <summary>Adds to the tensor's gradient; the first gradient is taken over when nobody else holds its memory.</summary>
    internal static void Accumulate(AutogradMeta meta, Tensor gradient)
    {
        if (meta.Grad is { } sum)
        {
            PointwiseOps.AccumulateInto(sum, gradient);
            return;
        }

        var mine = gradient.Storage.IsUnique && gradient.is_contiguous()
            && gradient.Storage.ByteLength == gradient.numel() * gradient.ElementSize;
        meta.Grad = mine ? Tensor.HiddenAlias(gradient) : CopyOps.Clone(gradient).DetachFromDisposeScope();
    }
}
