using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Sorting along a dimension, recorded. NaN counts as the largest value, as in PyTorch; equal values keep their order.</summary>
internal static unsafe class SortOps
{
    internal static (Tensor Values, Tensor Indices) Sort(Tensor x, long dim, bool descending) => TopK("sort", x, null, dim, descending);

    /// <summary>The k largest (or smallest) along a dimension, in order; all of them if k is null.</summary>
    internal static (Tensor Values, Tensor Indices) TopK(string name, Tensor x, long? k, long dim, bool largest)
    {
        if (x.Sizes.Length == 0) return (ViewOps.Clone(x), FillOps.Zeros(Shapes.Scalar, ScalarType.Int64));
        var axis = Shapes.Dimension(name, dim, x.Sizes.Length);
        var count = k ?? x.Sizes[axis];
        if (count < 0 || count > x.Sizes[axis])
        {
            throw new ArgumentOutOfRangeException(nameof(k), count, $"{name}: k is out of range for dimension {axis} of size {x.Sizes[axis]}.");
        }

        using var order = Order(x, axis, count, largest);
        var indices = axis == x.Sizes.Length - 1 ? order.alias() : Move(order, x.Sizes.Length - 1, axis);
        return (x.gather(axis, indices), indices);
    }

    /// <summary>Positions in sorted order, the sorted dimension last.</summary>
    private static Tensor Order(Tensor x, int axis, long count, bool descending)
    {
        using var wide = PointwiseOps.As(x, x.dtype.IsReduced() ? ScalarType.Float32 : x.dtype);
        using var moved = wide.Tensor.detach().movedim([axis], [-1]);
        using var rows = moved.contiguous();
        long[] sizes = [.. rows.Sizes[..^1], count];
        var result = Tensor.Allocate(sizes, ScalarType.Int64);
        switch (rows.dtype)
        {
            case ScalarType.Float32: Rows<float>(rows, result, descending); break;
            case ScalarType.Float64: Rows<double>(rows, result, descending); break;
            case ScalarType.Int64: Rows<long>(rows, result, descending); break;
            case ScalarType.Int32: Rows<int>(rows, result, descending); break;
            case ScalarType.Int16: Rows<short>(rows, result, descending); break;
            case ScalarType.Int8: Rows<sbyte>(rows, result, descending); break;
            default: Rows<byte>(rows, result, descending); break;
        }

        return result;
    }

    private static void Rows<T>(Tensor source, Tensor result, bool descending) where T : unmanaged, INumber<T>
    {
        var length = checked((int)source.Sizes[^1]);
        var count = checked((int)result.Sizes[^1]);
        if (length == 0 || count == 0) return;
        var values = new T[length];
        var order = new int[length];
        var comparer = new ByValue<T>(values, descending);
        for (long row = 0, rows = source.numel() / length; row < rows; row++)
        {
            new ReadOnlySpan<T>(source.Pointer<T>() + (row * length), length).CopyTo(values);
            for (var i = 0; i < length; i++) order[i] = i;
            order.AsSpan().Sort(comparer);
            var target = result.Pointer<long>() + (row * count);
            for (var i = 0; i < count; i++) target[i] = order[i];
        }
    }

    private static Tensor Move(Tensor tensor, long from, long to)
    {
        using var moved = tensor.movedim([from], [to]);
        return moved.contiguous();
    }

    /// <summary>By value, then by position: a stable order whatever the algorithm.</summary>
    private sealed class ByValue<T>(T[] values, bool descending) : IComparer<int> where T : INumber<T>
    {
        public int Compare(int x, int y)
        {
            var (a, b) = (values[x], values[y]);
            var order = T.IsNaN(a) ? (T.IsNaN(b) ? 0 : 1) : T.IsNaN(b) ? -1 : a.CompareTo(b);
            if (order == 0) return x.CompareTo(y);
            return descending ? -order : order;
        }
    }
}
