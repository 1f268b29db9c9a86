using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get
            {
                if (_meta is not { } meta) return false;
                if (meta.View is { } view) InPlace.RefreshHistory(this, meta, view);
                return meta.RequiresGrad || meta.History.Node is not null;
            }
            set => requires_grad_(value);
        }

        public bool is_leaf => _meta?.History.Node is null;

        /// <summary>The gradient that backward collected, or null. Each call gives a new handle on the same numbers.</summary>
        public Tensor? grad
        {
            get => _meta?.Grad is { } gradient ? new Tensor(gradient, meta: null) : null;
            set
            {
                if (value is not null && !Shapes.Same(value.Sizes, Sizes))
                {
                    throw new InvalidOperationException(
                        $"grad: a gradient of shape {Shapes.Text(value.Sizes)} does not fit a tensor of shape {Shapes.Text(Sizes)}.");
                }

                var meta = EnsureMeta();
                var before = meta.Grad;
                meta.Grad = value is null ? null : HiddenAlias(value);
                before?.Dispose();
            }
        }

        /// <summary>The gradient's own handle, not to be disposed by the caller.</summary>
        internal Tensor? GradInPlace => _meta?.Grad;

        public Tensor requires_grad_(bool requires_grad = true)
        {
            if (requires_grad && !dtype.IsFloatingPoint())
            {
                throw new InvalidOperationException($"requires_grad: only floating-point tensors can require gradients, this one is {dtype}.");
            }

            if (!requires_grad && _meta is null) return this;
            var meta = EnsureMeta();
            if (!requires_grad && meta.History.Node is not null)
            {
                throw new InvalidOperationException("requires_grad: the flag can be changed on leaf tensors only. Use detach() for a tensor without history.");
            }

            if (meta.History.Node is null) meta.RequiresGrad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad()
        {
            if (!requires_grad) throw new InvalidOperationException("retain_grad: the tensor does not require grad.");
            var meta = EnsureMeta();
            if (meta.RetainsGrad || meta.History.Node is not { } node) return;
            meta.RetainsGrad = true;
            (node.Retained ??= []).Add((meta.History.Index, meta));
        }

        public void backward() => BackwardEngine.Backward([this], null, retainGraph: false);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            CreateGraph.Refuse(create_graph);
            BackwardEngine.Backward([this], grad_tensors, retain_graph, inputs);
        }

        /// <summary>The same numbers without history. Changes of either are seen in both.</summary>
        public Tensor detach() => new(this, meta: null);

        public Tensor detach_()
        {
            if (_meta?.View is not null) throw new InvalidOperationException("detach_: a view cannot be detached in place. Use detach().");
            if (_meta is { } meta)
            {
                meta.History = default;
                meta.RequiresGrad = false;
            }

            return this;
        }

        /// <summary>A second handle on the same tensor, history and gradient included.</summary>
        public Tensor alias() => new(this, EnsureMeta());
    }
}
