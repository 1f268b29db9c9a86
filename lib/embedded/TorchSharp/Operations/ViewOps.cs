using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Other arrangements of the same numbers, recorded, and known to the tensor they view.</summary>
internal static class ViewOps
{
    /// <summary>Makes a view and, if recording, its node.</summary>
    internal static Tensor Make(string name, Tensor source, long[] sizes, long[] strides, long offset, BackwardFunction backward)
    {
        var view = source.AsStridedData(sizes, strides, offset);
        if (!GradMode.Enabled || !source.is_floating_point()) return view;
        if (source.requires_grad) Autograd.Record(name, view, [source], [], backward);
        Relate(source, view);
        return view;
    }

    internal static Tensor Reshape(Tensor source, ReadOnlySpan<long> shape, string name)
    {
        var sizes = Shapes.Infer(name, shape, source.numel());
        if (StridesFor(source.Sizes, source.Strides, sizes) is { } strides) return ViewAs(name, source, sizes, strides);
        using var copy = Contiguous(source);
        return ViewAs(name, copy, sizes, Shapes.ContiguousStrides(sizes));
    }

    internal static Tensor View(Tensor source, ReadOnlySpan<long> shape)
    {
        var sizes = Shapes.Infer("view", shape, source.numel());
        var strides = StridesFor(source.Sizes, source.Strides, sizes) ?? throw new InvalidOperationException(
            $"view: a tensor of sizes {Shapes.Text(source.Sizes)} and strides {Shapes.Text(source.Strides)} cannot be viewed as {Shapes.Text(sizes)} without copying. Use reshape().");
        return ViewAs("view", source, sizes, strides);
    }

    /// <summary>The tensor itself if it is contiguous (another handle), otherwise a copy; recorded.</summary>
    internal static Tensor Contiguous(Tensor source)
    {
        if (source.is_contiguous()) return source.alias();
        return Clone(source);
    }

    internal static Tensor Clone(Tensor source)
    {
        var result = CopyOps.Clone(source);
        return Autograd.IsRecording(source) ? Autograd.Record("clone", result, [source], [], static (_, grad) => [grad]) : result;
    }

    internal static Tensor Permute(string name, Tensor source, int[] order)
    {
        var sizes = new long[order.Length];
        var strides = new long[order.Length];
        for (var i = 0; i < order.Length; i++) (sizes[i], strides[i]) = (source.Sizes[order[i]], source.Strides[order[i]]);
        return Make(name, source, sizes, strides, source.Offset, (_, grad) => [Unpermute(grad, order)]);
    }

    internal static Tensor Transpose(Tensor source, long dim0, long dim1)
    {
        var rank = source.Sizes.Length;
        var a = Shapes.Dimension("transpose", dim0, rank);
        var b = Shapes.Dimension("transpose", dim1, rank);
        var sizes = (long[])source.Sizes.Clone();
        var strides = (long[])source.Strides.Clone();
        if (rank > 0)
        {
            (sizes[a], sizes[b]) = (sizes[b], sizes[a]);
            (strides[a], strides[b]) = (strides[b], strides[a]);
        }

        return Make("transpose", source, sizes, strides, source.Offset, (_, grad) => [Transpose(grad, a, b)]);
    }

    internal static Tensor Expand(Tensor source, ReadOnlySpan<long> shape)
    {
        var sizes = shape.ToArray();
        var strides = new long[sizes.Length];
        var lead = sizes.Length - source.Sizes.Length;
        if (lead < 0) throw ExpandError(source.Sizes, shape);
        for (var i = 0; i < sizes.Length; i++)
        {
            var size = i < lead ? 1 : source.Sizes[i - lead];
            if (sizes[i] == -1 && i >= lead) sizes[i] = size;
            if (sizes[i] < 0 || (size != 1 && size != sizes[i])) throw ExpandError(source.Sizes, shape);
            strides[i] = i < lead || size != sizes[i] ? 0 : source.Strides[i - lead];
        }

        // The engine sums a wider gradient to the input's shape.
        return Make("expand", source, sizes, strides, source.Offset, static (_, grad) => [grad]);
    }

    internal static Tensor Narrow(Tensor source, int dim, long start, long length, long step, string name)
    {
        var sizes = (long[])source.Sizes.Clone();
        var strides = (long[])source.Strides.Clone();
        sizes[dim] = length;
        strides[dim] *= step;
        var whole = source.Sizes;
        return Make(name, source, sizes, strides, source.Offset + (start * source.Strides[dim]), (_, grad) =>
        {
            var result = FillOps.Zeros(whole, grad.dtype);
            using var part = Slice(result, dim, start, length, step);
            CopyOps.CopyData(grad, part);
            return [result];
        });
    }

    internal static Tensor Select(Tensor source, int dim, long index)
    {
        var whole = source.Sizes;
        var sizes = Without(source.Sizes, dim);
        var strides = Without(source.Strides, dim);
        return Make("select", source, sizes, strides, source.Offset + (index * source.Strides[dim]), (_, grad) =>
        {
            var result = FillOps.Zeros(whole, grad.dtype);
            using var part = result.AsStridedData(Without(result.Sizes, dim), Without(result.Strides, dim), index * result.Strides[dim]);
            CopyOps.CopyData(grad, part);
            return [result];
        });
    }

    internal static Tensor Unsqueeze(Tensor source, long dim)
    {
        var index = Shapes.Dimension("unsqueeze", dim, source.Sizes.Length + 1);
        var step = index < source.Sizes.Length ? source.Sizes[index] * source.Strides[index] : 1;
        return Make("unsqueeze", source, With(source.Sizes, index, 1), With(source.Strides, index, step), source.Offset,
            static (context, grad) => [ReshapeGradient(context, grad)]);
    }

    /// <summary>Drops dimensions of size 1: all of them, or the one named if its size is 1.</summary>
    internal static Tensor Squeeze(Tensor source, long? dim)
    {
        var (sizes, strides) = Squeezed(source, dim);
        return Make("squeeze", source, sizes, strides, source.Offset, static (context, grad) => [ReshapeGradient(context, grad)]);
    }

    internal static (long[] Sizes, long[] Strides) Squeezed(Tensor source, long? dim)
    {
        var only = dim is { } d ? Shapes.Dimension("squeeze", d, source.Sizes.Length) : -1;
        var sizes = new List<long>(source.Sizes.Length);
        var strides = new List<long>(source.Sizes.Length);
        for (var i = 0; i < source.Sizes.Length; i++)
        {
            if (source.Sizes[i] == 1 && (only < 0 || only == i)) continue;
            sizes.Add(source.Sizes[i]);
            strides.Add(source.Strides[i]);
        }

        return ([.. sizes], [.. strides]);
    }

    internal static Tensor AsStrided(Tensor source, long[] sizes, long[] strides, long offset)
    {
        if (sizes.Length != strides.Length) throw new ArgumentException($"as_strided: {sizes.Length} sizes but {strides.Length} strides.");
        if (offset < 0 || (offset + Shapes.Extent(sizes, strides)) * source.ElementSize > source.Storage.ByteLength)
        {
            throw new ArgumentOutOfRangeException(nameof(sizes), $"as_strided: sizes {Shapes.Text(sizes)}, strides {Shapes.Text(strides)}, offset {offset} reach beyond the storage of {source.Storage.ByteLength / source.ElementSize} elements.");
        }

        var (baseSizes, baseStrides, baseOffset) = (source.Sizes, source.Strides, source.Offset);
        return Make("as_strided", source, sizes, strides, offset, (_, grad) =>
        {
            using var sum = FillOps.ZerosWithStrides(baseSizes, baseStrides, grad.dtype);
            using var part = sum.AsStridedData(sizes, strides, offset - baseOffset);
            CopyOps.ScatterAddInto(part, grad);
            return [CopyOps.Clone(sum)];
        });
    }

    /// <summary>Strides under which the same memory has the new sizes; null if there are none.</summary>
    internal static long[]? StridesFor(long[] sizes, long[] strides, long[] target)
    {
        if (Shapes.IsContiguous(sizes, strides)) return Shapes.ContiguousStrides(target);
        var result = new long[target.Length];
        var next = target.Length - 1;
        var blockStride = strides.Length == 0 ? 1 : strides[^1];
        long seen = 1, made = 1;
        for (var dim = sizes.Length - 1; dim >= 0; dim--)
        {
            seen *= sizes[dim];
            if (dim > 0 && (sizes[dim - 1] == 1 || strides[dim - 1] == seen * blockStride)) continue;
            while (next >= 0 && (made < seen || target[next] == 1))
            {
                result[next] = made * blockStride;
                made *= target[next--];
            }

            if (made != seen) return null;
            if (dim == 0) break;
            blockStride = strides[dim - 1];
            seen = made = 1;
        }

        return next < 0 ? result : null;
    }

    internal static Tensor Slice(Tensor source, int dim, long start, long length, long step)
    {
        var sizes = (long[])source.Sizes.Clone();
        var strides = (long[])source.Strides.Clone();
        sizes[dim] = length;
        strides[dim] *= step;
        return source.AsStridedData(sizes, strides, source.Offset + (start * source.Strides[dim]));
    }

    internal static long[] Without(long[] values, int index)
    {
        var result = new long[values.Length - 1];
        values.AsSpan(0, index).CopyTo(result);
        values.AsSpan(index + 1).CopyTo(result.AsSpan(index));
        return result;
    }

    internal static long[] With(long[] values, int index, long value)
    {
        var result = new long[values.Length + 1];
        values.AsSpan(0, index).CopyTo(result);
        result[index] = value;
        values.AsSpan(index).CopyTo(result.AsSpan(index + 1));
        return result;
    }

    private static Tensor ViewAs(string name, Tensor source, long[] sizes, long[] strides) =>
        Make(name, source, sizes, strides, source.Offset, static (context, grad) => [ReshapeGradient(context, grad)]);

    /// <summary>The gradient in the shape of the node's input.</summary>
    private static Tensor ReshapeGradient(BackwardContext context, Tensor grad) => Reshape(grad, context.InputSizes(0), context.Name);

    private static Tensor Unpermute(Tensor grad, int[] order)
    {
        var back = new int[order.Length];
        for (var i = 0; i < order.Length; i++) back[order[i]] = i;
        return Permute("permute", grad, back);
    }

    /// <summary>Notes on the view where it lies in its base, so that in-place changes of one reach the other's history.</summary>
    private static void Relate(Tensor source, Tensor view)
    {
        var outer = source.EnsureMeta().View;
        view.EnsureMeta().View = new ViewInfo
        {
            BaseMeta = outer?.BaseMeta ?? source.EnsureMeta(),
            Base = outer?.Base ?? new Geometry(source.Sizes, source.Strides, source.Offset),
            View = new Geometry(view.Sizes, view.Strides, view.Offset),
            Type = view.dtype,
            HistoryVersion = view.Storage.Version,
        };
    }

    private static InvalidOperationException ExpandError(long[] sizes, ReadOnlySpan<long> shape) =>
        new($"expand: a tensor of shape {Shapes.Text(sizes)} cannot be expanded to {Shapes.Text(shape)}: only sizes of 1 grow.");
}
