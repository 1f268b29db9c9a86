using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>How operations tell autograd what they did.</summary>
/// <remarks>
/// The usual shape of a differentiable operation:
/// <code>
/// var result = …forward kernel…;
/// return Autograd.IsRecording(x, w) ? RecordIt(result, x, w) : result;
/// </code>
/// with the call of <see cref="Record(string, Tensor, Tensor?[], SavedTensor[], BackwardFunction)"/> in a method of its own,
/// so that no closure is allocated when nothing is recorded. Gradients of another shape or type than the input are
/// summed to its shape and converted to its type by the engine: broadcasting needs no care in the backward function.
/// </remarks>
internal static class Autograd
{
    internal static bool IsRecording(Tensor a) => GradMode.Enabled && a.requires_grad;

    internal static bool IsRecording(Tensor a, Tensor? b) => GradMode.Enabled && (a.requires_grad || (b is not null && b.requires_grad));

    internal static bool IsRecording(Tensor a, Tensor? b, Tensor? c) => IsRecording(a, b) || (GradMode.Enabled && c is not null && c.requires_grad);

    internal static bool IsRecording(ReadOnlySpan<Tensor> tensors)
    {
        if (!GradMode.Enabled) return false;
        foreach (var tensor in tensors)
        {
            if (tensor.requires_grad) return true;
        }

        return false;
    }

    /// <summary>Makes <paramref name="result"/> the output of a new node; call it only when recording.</summary>
    internal static Tensor Record(string name, Tensor result, Tensor?[] inputs, SavedTensor[] saved, BackwardFunction backward)
    {
        var node = new SingleOutputNode(name, EdgesOf(inputs), saved, backward) { Outputs = [ShapeOf(result)] };
        result.EnsureMeta().History = new Edge(node, 0);
        return result;
    }

    /// <summary>Makes <paramref name="results"/> the outputs of a new node. Integer results carry no gradient.</summary>
    internal static void Record(string name, Tensor[] results, Tensor?[] inputs, SavedTensor[] saved, MultiBackwardFunction backward)
    {
        var node = new MultiOutputNode(name, EdgesOf(inputs), saved, backward) { Outputs = new OutputShape[results.Length] };
        for (var i = 0; i < results.Length; i++)
        {
            node.Outputs[i] = ShapeOf(results[i]);
            if (results[i].dtype.IsFloatingPoint()) results[i].EnsureMeta().History = new Edge(node, i);
        }
    }

    internal static OutputShape ShapeOf(Tensor tensor) => new(tensor.Sizes, tensor.dtype);

    internal static Edge[] EdgesOf(ReadOnlySpan<Tensor?> inputs)
    {
        var edges = new Edge[inputs.Length];
        for (var i = 0; i < inputs.Length; i++) edges[i] = inputs[i] is { } input ? EdgeOf(input) : default;
        return edges;
    }

    /// <summary>Where the gradient of <paramref name="tensor"/> goes; an edge to nowhere if it wants none.</summary>
    internal static Edge EdgeOf(Tensor tensor)
    {
        if (tensor.Meta is not { } meta) return default;
        if (meta.View is { } view) InPlace.RefreshHistory(tensor, meta, view);
        if (meta.History.Node is not null) return meta.History;
        if (!meta.RequiresGrad) return default;
        meta.Accumulator ??= new AccumulateGrad(meta, ShapeOf(tensor));
        return new Edge(meta.Accumulator, 0);
    }
}
