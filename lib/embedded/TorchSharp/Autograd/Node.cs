using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Where a gradient flows: to output number <paramref name="Index"/> of <paramref name="Node"/>; nowhere when the node is null.</summary>
internal readonly record struct Edge(Node? Node, int Index);

/// <summary>Shape and type of one output of a node: what its incoming gradient must look like.</summary>
internal readonly record struct OutputShape(long[] Sizes, ScalarType Type);

/// <summary>
/// One recorded operation. Nodes are numbered as they are made, and a node's inputs are always older than the node,
/// so walking the numbers downwards is a topological order.
/// </summary>
internal abstract class Node(string name, Edge[] inputs)
{
    private static long s_count;

    internal string Name { get; } = name;

    internal long Sequence { get; } = Interlocked.Increment(ref s_count);

    internal Edge[] Inputs { get; } = inputs;

    /// <summary>One entry per output of the operation.</summary>
    internal OutputShape[] Outputs { get; set; } = [];

    /// <summary>The results that keep their gradient although they are no leaves, by output number.</summary>
    internal List<(int Index, AutogradMeta Meta)>? Retained { get; set; }

    /// <summary>
    /// Gradients of the inputs from gradients of the outputs. An entry is null where there is none. The argument is
    /// only lent; the results belong to the caller, except that an argument itself may be handed on.
    /// </summary>
    internal abstract Tensor?[] Backward(Tensor?[] gradOutputs);

    /// <summary>Lets go of the saved tensors, after backward without retain_graph.</summary>
    internal virtual void ReleaseSaved() { }

    internal bool NeedsGrad(int input) => Inputs[input].Node is not null;
}
