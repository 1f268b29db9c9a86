using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>
/// In-place operations. What an in-place operation computes is first recorded like the operation that is not in place;
/// its result is then copied over the target and the target's history becomes the result's. A target that is a view
/// passes the news on to the tensor it views.
/// </summary>
internal static class InPlace
{
    /// <summary>Replaces the content of <paramref name="target"/> by <paramref name="result"/>, which is consumed.</summary>
    internal static Tensor Assign(string name, Tensor target, Tensor result)
    {
        if (!Shapes.Same(target.Sizes, result.Sizes))
        {
            throw new InvalidOperationException(
                $"{name}: output with shape {Shapes.Text(target.Sizes)} does not match the broadcast shape {Shapes.Text(result.Sizes)}.");
        }

        Check(name, target);
        using (result)
        {
            var history = GradMode.Enabled ? Autograd.EdgeOf(result) : default;
            CopyOps.CopyData(result, target);
            Changed(target, history);
        }

        return target;
    }

    /// <summary>
    /// The tensor to compute an in-place operation from: a copy if the operation is recorded, because of the target or of <paramref name="other"/>,
    /// since backward may need the original, which is about to change.
    /// </summary>
    internal static Tensor Source(Tensor target, Tensor? other = null)
    {
        if (!Autograd.IsRecording(target, other)) return target;
        var edge = Autograd.EdgeOf(target);
        var copy = CopyOps.Clone(target);
        copy.EnsureMeta().History = edge;
        return copy;
    }

    /// <summary>Tells autograd that the content of <paramref name="target"/> is new, and where its gradient goes now.</summary>
    internal static void Changed(Tensor target, Edge history)
    {
        target.Storage.BumpVersion();
        if (!GradMode.Enabled) return;
        if (target.Meta?.View is { } view && (history.Node is not null || view.BaseMeta.History.Node is not null))
        {
            RewriteBase(view, target.Storage.Version, history);
            return;
        }

        if (history.Node is not null)
        {
            target.EnsureMeta().History = history;
        }
        else if (target.Meta is { } meta)
        {
            meta.History = default;
        }
    }

    /// <exception cref="InvalidOperationException">The target is a leaf that collects its gradient, or a view of one.</exception>
    internal static void Check(string name, Tensor target)
    {
        if (!GradMode.Enabled || target.Meta is not { } meta) return;
        if (meta is { RequiresGrad: true, History.Node: null })
        {
            throw new InvalidOperationException(
                $"{name}: a leaf tensor that requires grad cannot be changed in place. Wrap the change in torch.no_grad(), or use the operation that is not in place.");
        }

        if (meta.View is { BaseMeta: { RequiresGrad: true, History.Node: null } })
        {
            throw new InvalidOperationException(
                $"{name}: a view of a leaf tensor that requires grad cannot be changed in place. Wrap the change in torch.no_grad(), or clone() the leaf first.");
        }
    }

    /// <summary>Gives a view that is older than the last in-place change its history anew.</summary>
    internal static void RefreshHistory(Tensor tensor, AutogradMeta meta, ViewInfo view)
    {
        var version = tensor.Storage.Version;
        if (view.HistoryVersion == version) return;
        view.HistoryVersion = version;
        var edge = view.BaseMeta.History;
        if (edge.Node is null) return;
        var node = new ViewOfChangedBase(edge, view) { Outputs = [new OutputShape(view.View.Sizes, view.Type)] };
        meta.History = new Edge(node, 0);
    }

    private static void RewriteBase(ViewInfo view, int version, Edge change)
    {
        var node = new CopySlices(view.BaseMeta.History, change, view)
        {
            Outputs = [new OutputShape(view.Base.Sizes, view.Type)],
        };
        view.BaseMeta.History = new Edge(node, 0);
        view.HistoryVersion = version - 1;
    }

    /// <summary>The base's gradient, cut out where the view lies.</summary>
    private static Tensor CutOut(Tensor baseGradient, ViewInfo view)
    {
        using var sameLayout = CopyOps.CloneWithStrides(baseGradient, view.Base.Strides);
        return sameLayout.AsStridedData(view.View.Sizes, view.View.Strides, view.View.Offset - view.Base.Offset);
    }

    /// <summary>A base after part of it was overwritten: the old content's gradient is zero there, the new content's is what lies there.</summary>
    private sealed class CopySlices(Edge old, Edge change, ViewInfo view) : Node("CopySlices", [old, change])
    {
        internal override Tensor?[] Backward(Tensor?[] gradOutputs)
        {
            var gradient = gradOutputs[0]!;
            Tensor? ofChange = null;
            if (NeedsGrad(1))
            {
                using var part = CutOut(gradient, view);
                ofChange = CopyOps.Clone(part);
            }

            Tensor? ofOld = null;
            if (NeedsGrad(0))
            {
                ofOld = CopyOps.CloneWithStrides(gradient, view.Base.Strides);
                using var part = ofOld.AsStridedData(view.View.Sizes, view.View.Strides, view.View.Offset - view.Base.Offset);
                FillOps.Fill(part, 0);
            }

            return [ofOld, ofChange];
        }
    }

    /// <summary>A view taken again from a base whose history was rewritten.</summary>
    private sealed class ViewOfChangedBase(Edge changedBase, ViewInfo view) : Node("AsStrided", [changedBase])
    {
        internal override Tensor?[] Backward(Tensor?[] gradOutputs)
        {
            var sum = FillOps.ZerosWithStrides(view.Base.Sizes, view.Base.Strides, view.Type);
            using var part = sum.AsStridedData(view.View.Sizes, view.View.Strides, view.View.Offset - view.Base.Offset);
            CopyOps.ScatterAddInto(part, gradOutputs[0]!);
            return [sum];
        }
    }
}
