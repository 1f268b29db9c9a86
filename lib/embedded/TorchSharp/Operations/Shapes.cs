using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Engine;

/// <summary>Arithmetic of shapes: sizes, strides, broadcasting, dimension numbers.</summary>
internal static class Shapes
{
    internal static readonly long[] Scalar = [];

    /// <summary>A shape as PyTorch writes it: <c>[2, 3]</c>.</summary>
    internal static string Text(ReadOnlySpan<long> sizes)
    {
        var text = new System.Text.StringBuilder("[");
        for (var i = 0; i < sizes.Length; i++) text.Append(i == 0 ? "" : ", ").Append(sizes[i]);
        return text.Append(']').ToString();
    }

    internal static bool Same(ReadOnlySpan<long> a, ReadOnlySpan<long> b) => a.SequenceEqual(b);

    internal static long Count(ReadOnlySpan<long> sizes)
    {
        var count = 1L;
        foreach (var size in sizes) count = checked(count * size);
        return count;
    }

    internal static long[] ContiguousStrides(ReadOnlySpan<long> sizes)
    {
        var strides = new long[sizes.Length];
        var step = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            strides[i] = step;
            step *= Math.Max(sizes[i], 1);
        }

        return strides;
    }

    internal static bool IsContiguous(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        var step = 1L;
        var contiguous = true;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            if (sizes[i] == 0) return true;
            if (sizes[i] == 1) continue;
            contiguous &= strides[i] == step;
            step *= sizes[i];
        }

        return contiguous;
    }

    /// <summary>Turns a dimension counted from the end into one counted from the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    internal static int Dimension(string operation, long dim, int rank)
    {
        var range = Math.Max(rank, 1);
        if (dim < -range || dim >= range) ThrowDimension(operation, dim, range);
        return (int)(dim < 0 ? dim + range : dim);
    }

    /// <summary>The same, for what needs a dimension to work along, so that a single number will not do.</summary>
    /// <exception cref="InvalidOperationException">There is no dimension.</exception>
    internal static int ExistingDimension(string operation, long dim, int rank) => rank > 0
        ? Dimension(operation, dim, rank)
        : throw new InvalidOperationException($"{operation}: the tensor has shape [], a single number, so there is no dimension {dim} to work along. Use reshape(1) first.");

    /// <summary>For operations that are made of others: says which one it was that the shapes do not fit.</summary>
    /// <exception cref="InvalidOperationException">They do not broadcast.</exception>
    internal static void RequireBroadcast(string operation, torch.Tensor a, torch.Tensor b) => _ = Broadcast(operation, a.Sizes, b.Sizes);

    /// <summary>The shape that both broadcast to.</summary>
    /// <exception cref="InvalidOperationException">They do not broadcast.</exception>
    internal static long[] Broadcast(string operation, long[] a, long[] b)
    {
        if (Same(a, b)) return a;
        var rank = Math.Max(a.Length, b.Length);
        var result = new long[rank];
        for (var i = 1; i <= rank; i++)
        {
            var x = i <= a.Length ? a[^i] : 1;
            var y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1) ThrowBroadcast(operation, a, b, rank - i);
            result[^i] = x == 1 ? y : x;
        }

        return result;
    }

    /// <summary>Whether a tensor of shape <paramref name="from"/> broadcasts to <paramref name="to"/>.</summary>
    internal static bool CanExpand(ReadOnlySpan<long> from, ReadOnlySpan<long> to)
    {
        if (from.Length > to.Length) return false;
        for (var i = 1; i <= from.Length; i++)
        {
            if (from[^i] != 1 && from[^i] != to[^i]) return false;
        }

        return true;
    }

    /// <summary>Fills in the one size given as -1.</summary>
    internal static long[] Infer(string operation, ReadOnlySpan<long> shape, long count)
    {
        var result = shape.ToArray();
        var known = 1L;
        var unknown = -1;
        for (var i = 0; i < result.Length; i++)
        {
            if (result[i] == -1 && unknown < 0)
            {
                unknown = i;
            }
            else if (result[i] < 0)
            {
                throw new ArgumentException($"{operation}: shape {Text(shape)} has an invalid size {result[i]}; only one size may be -1.");
            }
            else
            {
                known *= result[i];
            }
        }

        if (unknown >= 0 && known != 0 && count % known == 0) result[unknown] = count / known;
        else if (unknown >= 0) throw new InvalidOperationException($"{operation}: shape {Text(shape)} is invalid for a tensor of {count} elements.");
        else if (known != count) throw new InvalidOperationException($"{operation}: shape {Text(shape)} is invalid for a tensor of {count} elements.");
        return result;
    }

    /// <summary>Elements between the first and one past the last that these sizes and strides reach.</summary>
    internal static long Extent(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        var last = 0L;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == 0) return 0;
            last += (sizes[i] - 1) * strides[i];
        }

        return last + 1;
    }

    /// <exception cref="ArgumentOutOfRangeException">Always.</exception>
    [DoesNotReturn]
    internal static void ThrowIndex(long index, int dim, long size) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"index {index} is out of bounds for dimension {dim} with size {size}.");

    [DoesNotReturn]
    private static void ThrowBroadcast(string operation, long[] a, long[] b, int dim) =>
        throw new InvalidOperationException(
            $"{operation}: shapes {Text(a)} and {Text(b)} do not broadcast: sizes differ at dimension {dim} and neither is 1.");

    [DoesNotReturn]
    private static void ThrowDimension(string operation, long dim, int range) =>
        throw new ArgumentOutOfRangeException(nameof(dim), dim, $"{operation}: dimension out of range (expected {-range} to {range - 1}).");
}
