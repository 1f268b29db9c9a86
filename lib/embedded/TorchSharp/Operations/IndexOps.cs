using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>
/// What stands between brackets. Numbers, slices, new dimensions and the ellipsis make a view; index tensors and masks
/// then pick elements of that view, as NumPy and PyTorch define it.
/// </summary>
internal static class IndexOps
{
    internal static Tensor Get(Tensor source, TensorIndex[] indices)
    {
        var view = Basic(source, indices, out var picks);
        if (picks is null) return view;
        using (view) return GatherOps.Pick(view, picks);
    }

    internal static void Set(Tensor target, TensorIndex[] indices, Tensor value) => Put(target, indices, value, accumulate: false);

    internal static Tensor Put(Tensor target, TensorIndex[] indices, Tensor value, bool accumulate)
    {
        InPlace.Check("index_put_", target);
        using var view = Basic(target, indices, out var picks);
        if (picks is not null)
        {
            GatherOps.Put(view, picks, value, accumulate);
        }
        else if (accumulate)
        {
            view.add_(value);
        }
        else
        {
            using var fitting = LeadingOnesDropped(value, view.Sizes.Length);
            view.copy_(fitting);
        }

        return target;
    }

    /// <summary>Applies all but the index tensors. These come back by the view's dimension, or null if there are none.</summary>
    private static Tensor Basic(Tensor source, TensorIndex[] indices, out Tensor?[]? picks)
    {
        var consumed = 0;
        foreach (var index in indices) consumed += Consumes(index);
        if (consumed > source.Sizes.Length)
        {
            throw new ArgumentOutOfRangeException(nameof(indices), $"Too many indices: {consumed} for a tensor of shape {Shapes.Text(source.Sizes)}.");
        }

        var view = source.alias();
        List<Tensor?>? chosen = null;
        var dim = 0;
        var ellipsis = false;
        foreach (var index in indices)
        {
            var before = view;
            switch (index.Kind)
            {
                case IndexKind.Single:
                    view = view.select(dim, index.Start!.Value);
                    break;
                case IndexKind.Slice:
                    view = Slice(view, dim, index);
                    dim++;
                    break;
                case IndexKind.None:
                    view = view.unsqueeze(dim++);
                    break;
                case IndexKind.Ellipsis:
                    if (ellipsis) throw new ArgumentException("An index may hold one ellipsis only.", nameof(indices));
                    ellipsis = true;
                    dim += source.Sizes.Length - consumed;
                    break;
                case IndexKind.Bool:
                    view = view.unsqueeze(dim);
                    Choose(ref chosen, dim++, GatherOps.Indices(index.Start != 0 ? [0] : []));
                    break;
                default:
                    dim += Tensors(ref chosen, dim, view, index.Value!);
                    break;
            }

            if (!ReferenceEquals(before, view)) before.Dispose();
        }

        picks = null;
        if (chosen is not null)
        {
            picks = new Tensor?[view.Sizes.Length];
            chosen.CopyTo(picks);
        }

        return view;
    }

    private static int Consumes(TensorIndex index) => index.Kind switch
    {
        IndexKind.Single or IndexKind.Slice => 1,
        IndexKind.Tensor => index.Value!.dtype is ScalarType.Bool or ScalarType.Byte ? index.Value.Sizes.Length : 1,
        _ => 0,
    };

    private static Tensor Slice(Tensor view, int dim, TensorIndex index)
    {
        if (index is { Start: null, Stop: null, Step: null }) return view;
        return view.slice(dim, index.Start ?? 0, index.Stop ?? long.MaxValue, index.Step ?? 1);
    }

    /// <summary>A mask stands for the positions where it is true, one index tensor per dimension it covers.</summary>
    private static int Tensors(ref List<Tensor?>? chosen, int dim, Tensor view, Tensor index)
    {
        if (index.dtype is not (ScalarType.Bool or ScalarType.Byte))
        {
            if (!index.is_integral()) throw new ArgumentException($"index: an index tensor holds integers or truth values, not {index.dtype}.");
            Choose(ref chosen, dim, index);
            return 1;
        }

        for (var i = 0; i < index.Sizes.Length; i++)
        {
            if (index.Sizes[i] != view.Sizes[dim + i])
            {
                throw new ArgumentOutOfRangeException(nameof(index), $"The mask's shape {Shapes.Text(index.Sizes)} does not match the indexed tensor's {Shapes.Text(view.Sizes)} at dimension {dim + i}.");
            }
        }

        var positions = index.nonzero_as_list();
        for (var i = 0; i < positions.Count; i++) Choose(ref chosen, dim + i, positions[i]);
        return positions.Count;
    }

    private static void Choose(ref List<Tensor?>? chosen, int dim, Tensor index)
    {
        chosen ??= [];
        while (chosen.Count <= dim) chosen.Add(null);
        chosen[dim] = index;
    }

    private static Tensor LeadingOnesDropped(Tensor value, int rank)
    {
        var extra = 0;
        while (value.Sizes.Length - extra > rank && value.Sizes[extra] == 1) extra++;
        return extra == 0 ? value.alias() : value.reshape(value.Sizes[extra..]);
    }
}
