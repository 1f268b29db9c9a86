using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Walks a graph from its outputs to its leaves, each node once, newest first.</summary>
internal static class BackwardEngine
{
    /// <summary>Adds gradients to the leaves' <c>grad</c>: to all, or only to <paramref name="only"/>.</summary>
    internal static void Backward(IList<Tensor> outputs, IList<Tensor>? gradOutputs, bool retainGraph, IList<Tensor>? only = null)
    {
        var run = new Run(retainGraph);
        if (only is null)
        {
            run.Start(outputs, gradOutputs);
            run.Walk();
            return;
        }

        var gradients = Grad(outputs, only, gradOutputs, retainGraph, allowUnused: true);
        for (var i = 0; i < only.Count; i++)
        {
            if (gradients[i] is not { } gradient) continue;
            using (gradient) AccumulateGrad.Accumulate(only[i].EnsureMeta(), gradient);
        }
    }

    /// <summary>The gradients of the outputs with regard to <paramref name="inputs"/>; no tensor's <c>grad</c> changes.</summary>
    internal static Tensor?[] Grad(
        IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? gradOutputs, bool retainGraph, bool allowUnused)
    {
        var run = new Run(retainGraph);
        for (var i = 0; i < inputs.Count; i++)
        {
            var edge = Autograd.EdgeOf(inputs[i]);
            if (edge.Node is null)
            {
                throw new InvalidOperationException($"autograd.grad: input {i} of shape {Shapes.Text(inputs[i].Sizes)} does not require grad.");
            }

            run.Capture(edge, i);
        }

        run.Start(outputs, gradOutputs);
        run.Walk();
        var result = run.Captured(inputs.Count);
        for (var i = 0; i < result.Length && !allowUnused; i++)
        {
            if (result[i] is null)
            {
                throw new InvalidOperationException(
                    $"autograd.grad: input {i} of shape {Shapes.Text(inputs[i].Sizes)} was not used in the graph. Pass allow_unused: true if that is intended.");
            }
        }

        return result;
    }

    private sealed class Run(bool retainGraph)
    {
        private readonly Dictionary<Node, Tensor?[]> _pending = [];
        private readonly PriorityQueue<Node, long> _queue = new();
        private readonly DisposeScope _temporaries = new(outer: null);
        private Dictionary<Edge, List<int>>? _wanted;
        private Dictionary<int, Tensor>? _captured;

        internal void Capture(Edge edge, int input)
        {
            _wanted ??= [];
            if (!_wanted.TryGetValue(edge, out var list)) _wanted[edge] = list = [];
            list.Add(input);
        }

        internal Tensor?[] Captured(int count)
        {
            var result = new Tensor?[count];
            foreach (var (input, gradient) in _captured ?? []) result[input] = gradient;
            return result;
        }

        internal void Start(IList<Tensor> outputs, IList<Tensor>? gradOutputs)
        {
            if (gradOutputs is { Count: > 0 } && gradOutputs.Count != outputs.Count)
            {
                throw new ArgumentException($"backward: {outputs.Count} outputs but {gradOutputs.Count} gradients for them.", nameof(gradOutputs));
            }

            using var mode = GradMode.Set(enabled: false);
            using var scope = DisposeScopeManager.Suspend();
            for (var i = 0; i < outputs.Count; i++)
            {
                var output = outputs[i];
                var edge = Autograd.EdgeOf(output);
                if (edge.Node is null)
                {
                    throw new InvalidOperationException("backward: the tensor does not require grad and has no history (grad_fn): nothing it was computed from requires grad.");
                }

                Tensor gradient;
                if (gradOutputs is { Count: > 0 } && gradOutputs[i] is { } given)
                {
                    if (!Shapes.Same(given.Sizes, output.Sizes))
                    {
                        throw new InvalidOperationException(
                            $"backward: output {i} has shape {Shapes.Text(output.Sizes)} but its gradient has shape {Shapes.Text(given.Sizes)}.");
                    }

                    gradient = Tensor.HiddenAlias(given);
                }
                else if (output.numel() == 1)
                {
                    gradient = FillOps.Full(output.Sizes, 1, output.dtype);
                }
                else
                {
                    throw new InvalidOperationException(
                        $"backward: a gradient can be made up only for a tensor of one element, not for shape {Shapes.Text(output.Sizes)}. Pass grad_tensors, or reduce it with sum() or mean().");
                }

                Send(edge, gradient);
            }
        }

        internal void Walk()
        {
            using var mode = GradMode.Set(enabled: false);
            using var scope = DisposeScopeManager.Suspend();
            while (_queue.TryDequeue(out var node, out _))
            {
                _pending.Remove(node, out var gradients);
                Visit(node, gradients!);
            }
        }

        private void Visit(Node node, Tensor?[] gradients)
        {
            Keep(node, gradients);
            if (_wanted is null || node is not AccumulateGrad)
            {
                var results = Results(node, gradients);
                for (var i = 0; i < results.Length; i++) Deliver(node, gradients, results, i);
            }

            foreach (var gradient in gradients) gradient?.Dispose();
            if (!retainGraph) node.ReleaseSaved();
        }

        /// <summary>Runs the node's backward function; what it made on the way is disposed, what it returns is ours.</summary>
        private Tensor?[] Results(Node node, Tensor?[] gradients)
        {
            var before = DisposeScopeManager.Exchange(_temporaries);
            try
            {
                var results = node.Backward(gradients);
                foreach (var result in results) result?.DetachFromDisposeScope();
                return results;
            }
            finally
            {
                DisposeScopeManager.Exchange(before);
                if (_temporaries.DisposablesCount > 0) _temporaries.DisposeEverything();
            }
        }

        private void Deliver(Node node, Tensor?[] gradients, Tensor?[] results, int input)
        {
            if (results[input] is not { } gradient) return;
            var lent = false;
            foreach (var own in gradients) lent |= ReferenceEquals(own, gradient);
            for (var i = 0; i < input; i++) lent |= ReferenceEquals(results[i], gradient);
            var edge = node.Inputs[input];
            if (edge.Node is null)
            {
                if (!lent) gradient.Dispose();
                return;
            }

            Send(edge, Fit(node, edge, lent ? Tensor.HiddenAlias(gradient) : gradient));
        }

        /// <summary>Sums what broadcasting spread and converts what promotion converted.</summary>
        private static Tensor Fit(Node from, Edge edge, Tensor gradient)
        {
            var expected = edge.Node!.Outputs[edge.Index];
            if (!Shapes.Same(expected.Sizes, gradient.Sizes))
            {
                if (!Shapes.CanExpand(expected.Sizes, gradient.Sizes))
                {
                    throw new InvalidOperationException(
                        $"{from.Name} returned a gradient of shape {Shapes.Text(gradient.Sizes)} for an input of shape {Shapes.Text(expected.Sizes)}.");
                }

                using var wide = gradient;
                gradient = ReductionOps.SumTo(wide, expected.Sizes);
            }

            if (gradient.dtype == expected.Type) return gradient;
            using var other = gradient;
            return CopyOps.Convert(other, expected.Type);
        }

        /// <summary>Adds an owned gradient to what its destination has received so far.</summary>
        private void Send(Edge edge, Tensor gradient)
        {
            var node = edge.Node!;
            if (!_pending.TryGetValue(node, out var slots))
            {
                _pending[node] = slots = new Tensor?[node.Outputs.Length];
                _queue.Enqueue(node, -node.Sequence);
            }

            ref var slot = ref slots[edge.Index];
            if (slot is null)
            {
                slot = gradient;
                return;
            }

            using (gradient)
            {
                if (slot.Storage.IsUnique && slot.is_contiguous())
                {
                    PointwiseOps.AccumulateInto(slot, gradient);
                }
                else
                {
                    using var before = slot;
                    slot = PointwiseOps.Add(before, gradient);
                }
            }
        }

        private void Keep(Node node, Tensor?[] gradients)
        {
            if (node.Retained is { } retained)
            {
                foreach (var (index, meta) in retained)
                {
                    if (gradients[index] is { } gradient) AccumulateGrad.Accumulate(meta, gradient);
                }
            }

            if (_wanted is null) return;
            for (var i = 0; i < gradients.Length; i++)
            {
                if (gradients[i] is not { } gradient || !_wanted.TryGetValue(new Edge(node, i), out var inputs)) continue;
                foreach (var input in inputs) (_captured ??= [])[input] = Tensor.HiddenAlias(gradient);
            }
        }
    }
}
