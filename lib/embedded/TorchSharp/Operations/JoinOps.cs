using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Putting tensors together and taking them apart, recorded.</summary>
internal static class JoinOps
{
    internal static Tensor Cat(ReadOnlySpan<Tensor> tensors, long dim)
    {
        if (tensors.Length == 0) throw new ArgumentException("cat: expected at least one tensor.");
        var parts = WithoutEmptyVectors(tensors);
        var first = parts[0];
        if (first.Sizes.Length == 0) throw new InvalidOperationException("cat: tensors without dimensions cannot be concatenated. Use stack().");
        var axis = Shapes.Dimension("cat", dim, first.Sizes.Length);
        var sizes = (long[])first.Sizes.Clone();
        var type = first.dtype;
        for (var i = 1; i < parts.Length; i++)
        {
            RequireFit(first.Sizes, parts[i].Sizes, axis, i);
            sizes[axis] += parts[i].Sizes[axis];
            type = DType.Promote(type, parts[i].dtype);
        }

        var result = Tensor.Allocate(sizes, type);
        var lengths = new long[parts.Length];
        var start = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            lengths[i] = parts[i].Sizes[axis];
            using var place = ViewOps.Slice(result, axis, start, lengths[i], 1);
            CopyOps.CopyData(parts[i], place);
            start += lengths[i];
        }

        return Autograd.IsRecording(parts) ? Record(result, parts, lengths, axis) : result;
    }

    internal static Tensor Stack(ReadOnlySpan<Tensor> tensors, long dim)
    {
        if (tensors.Length == 0) throw new ArgumentException("stack: expected at least one tensor.");
        var raised = new Tensor[tensors.Length];
        for (var i = 0; i < raised.Length; i++)
        {
            if (!Shapes.Same(tensors[i].Sizes, tensors[0].Sizes))
            {
                throw new InvalidOperationException($"stack: tensors of equal shape expected, got {Shapes.Text(tensors[0].Sizes)} at 0 and {Shapes.Text(tensors[i].Sizes)} at {i}.");
            }

            raised[i] = tensors[i].unsqueeze(dim);
        }

        var result = Cat(raised, Shapes.Dimension("stack", dim, tensors[0].Sizes.Length + 1));
        foreach (var tensor in raised) tensor.Dispose();
        return result;
    }

    /// <summary>Views of consecutive pieces along a dimension.</summary>
    internal static Tensor[] Split(Tensor source, ReadOnlySpan<long> lengths, long dim)
    {
        var axis = Shapes.ExistingDimension("split", dim, source.Sizes.Length);
        var total = 0L;
        foreach (var length in lengths) total += length;
        if (total != source.Sizes[axis])
        {
            throw new ArgumentException($"split: the sizes {Shapes.Text(lengths)} add up to {total}, dimension {axis} has size {source.Sizes[axis]}.");
        }

        var result = new Tensor[lengths.Length];
        var start = 0L;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = ViewOps.Narrow(source, axis, start, lengths[i], 1, "split");
            start += lengths[i];
        }

        return result;
    }

    /// <summary>Pieces of equal size, the last one smaller if need be.</summary>
    internal static Tensor[] SplitEvenly(Tensor source, long size, long dim)
    {
        var axis = Shapes.ExistingDimension("split", dim, source.Sizes.Length);
        if (size < 1) throw new ArgumentOutOfRangeException(nameof(size), size, "split: the size of a piece must be at least 1.");
        var count = Math.Max(1, (source.Sizes[axis] + size - 1) / size);
        var lengths = new long[count];
        for (var i = 0; i < count; i++) lengths[i] = Math.Min(size, source.Sizes[axis] - (i * size));
        return Split(source, lengths, axis);
    }

    /// <summary>As many pieces as asked for, sizes as equal as they can be, the larger first.</summary>
    internal static Tensor[] TensorSplit(Tensor source, long sections, long dim)
    {
        var axis = Shapes.ExistingDimension("tensor_split", dim, source.Sizes.Length);
        if (sections < 1) throw new ArgumentOutOfRangeException(nameof(sections), sections, "tensor_split: at least one section is needed.");
        var lengths = new long[sections];
        for (var i = 0; i < sections; i++) lengths[i] = (source.Sizes[axis] / sections) + (i < source.Sizes[axis] % sections ? 1 : 0);
        return Split(source, lengths, axis);
    }

    /// <summary>Cut before each of the given positions.</summary>
    internal static Tensor[] TensorSplit(Tensor source, ReadOnlySpan<long> positions, long dim)
    {
        var axis = Shapes.ExistingDimension("tensor_split", dim, source.Sizes.Length);
        var lengths = new long[positions.Length + 1];
        var start = 0L;
        for (var i = 0; i < lengths.Length; i++)
        {
            var end = i < positions.Length ? Math.Clamp(positions[i] < 0 ? positions[i] + source.Sizes[axis] : positions[i], start, source.Sizes[axis]) : source.Sizes[axis];
            lengths[i] = end - start;
            start = end;
        }

        return Split(source, lengths, axis);
    }

    private static Tensor Record(Tensor result, Tensor[] parts, long[] lengths, int axis) =>
        Autograd.Record("cat", result, parts, [], (context, grad) =>
        {
            var gradients = new Tensor?[lengths.Length];
            var start = 0L;
            for (var i = 0; i < lengths.Length; i++)
            {
                if (context.NeedsGrad(i)) gradients[i] = ViewOps.Slice(grad, axis, start, lengths[i], 1);
                start += lengths[i];
            }

            return gradients;
        });

    /// <summary>PyTorch lets vectors of no elements stand among tensors of any shape.</summary>
    private static Tensor[] WithoutEmptyVectors(ReadOnlySpan<Tensor> tensors)
    {
        var kept = new List<Tensor>(tensors.Length);
        foreach (var tensor in tensors)
        {
            if (tensor.Sizes is not [0]) kept.Add(tensor);
        }

        return kept.Count == 0 ? [tensors[0]] : [.. kept];
    }

    private static void RequireFit(long[] first, long[] other, int axis, int position)
    {
        var fits = first.Length == other.Length;
        for (var i = 0; fits && i < first.Length; i++) fits = i == axis || first[i] == other[i];
        if (!fits)
        {
            throw new InvalidOperationException(
                $"cat: sizes must agree except in dimension {axis}: got {Shapes.Text(first)} and, at position {position}, {Shapes.Text(other)}.");
        }
    }
}
