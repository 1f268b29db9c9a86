using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Sums of products of the operands' elements, written in Einstein's notation, e.g. <c>bqhd,bkhd->bhqk</c>.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors)
    {
        if (tensors.Length == 0) throw new ArgumentException("einsum: at least one operand is needed.", nameof(tensors));
        return EinsumOps.Einsum(equation, tensors);
    }
}
