using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Computes the gradients of an operation's inputs from the gradient of its one output.</summary>
internal delegate Tensor?[] BackwardFunction(BackwardContext context, Tensor gradOutput);

/// <summary>Computes the gradients of an operation's inputs from the gradients of its outputs; null for outputs that nobody used.</summary>
internal delegate Tensor?[] MultiBackwardFunction(BackwardContext context, Tensor?[] gradOutputs);

/// <summary>A node whose backward is a function over saved tensors.</summary>
internal abstract class RecordedNode(string name, Edge[] inputs, SavedTensor[] saved) : Node(name, inputs)
{
    private SavedTensor[]? _saved = saved;

    /// <summary>What computes the gradients: tells one operation from another where names do not.</summary>
    internal abstract Delegate Function { get; }

    internal override void ReleaseSaved()
    {
        if (_saved is null or []) return;
        foreach (var tensor in _saved) tensor.Release();
        _saved = null;
    }

    private protected BackwardContext Context() => new(Name, Inputs, _saved ?? throw new InvalidOperationException(
        $"Trying to go backward through {Name} a second time: the tensors saved for it have already been freed. " +
        "Pass retain_graph: true to the first backward() if the graph is needed twice."));
}

internal sealed class SingleOutputNode(string name, Edge[] inputs, SavedTensor[] saved, BackwardFunction backward)
    : RecordedNode(name, inputs, saved)
{
    internal override Delegate Function => backward;

    internal override Tensor?[] Backward(Tensor?[] gradOutputs) => backward(Context(), gradOutputs[0]!);
}

internal sealed class MultiOutputNode(string name, Edge[] inputs, SavedTensor[] saved, MultiBackwardFunction backward)
    : RecordedNode(name, inputs, saved)
{
    internal override Delegate Function => backward;

    internal override Tensor?[] Backward(Tensor?[] gradOutputs) => backward(Context(), gradOutputs);
}
