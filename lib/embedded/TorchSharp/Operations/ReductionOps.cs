using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Sums over dimensions. They record nothing.</summary>
internal static unsafe class ReductionOps
{
    /// <summary>Sums a tensor to a shape that broadcasts to its own.</summary>
    internal static Tensor SumTo(Tensor source, long[] sizes)
    {
        var lead = source.Sizes.Length - sizes.Length;
        var reduced = new bool[source.Sizes.Length];
        for (var i = 0; i < reduced.Length; i++) reduced[i] = i < lead || (sizes[i - lead] == 1 && source.Sizes[i] != 1);
        using var sum = Sum(source, reduced, keepdim: true, source.dtype);
        return sum.AsStridedData(sizes, Shapes.ContiguousStrides(sizes), 0);
    }

    /// <summary>Sums over the marked dimensions.</summary>
    internal static Tensor Sum(Tensor source, bool[] reduced, bool keepdim, ScalarType type)
    {
        if (type.IsReduced())
        {
            using var wide = CopyOps.Convert(source, ScalarType.Float32);
            return PointwiseOps.Narrow(Sum(wide, reduced, keepdim, ScalarType.Float32), type);
        }

        using var x = PointwiseOps.As(source, type);
        return type switch
        {
            ScalarType.Float32 => Reduce<float, float, SumFloat>(x.Tensor, reduced, keepdim),
            ScalarType.Float64 => Reduce<double, double, SumDouble>(x.Tensor, reduced, keepdim),
            ScalarType.Int64 => Reduce<long, long, SumInteger<long>>(x.Tensor, reduced, keepdim),
            ScalarType.Int32 => Reduce<int, int, SumInteger<int>>(x.Tensor, reduced, keepdim),
            ScalarType.Int16 => Reduce<short, short, SumInteger<short>>(x.Tensor, reduced, keepdim),
            ScalarType.Int8 => Reduce<sbyte, sbyte, SumInteger<sbyte>>(x.Tensor, reduced, keepdim),
            ScalarType.Byte => Reduce<byte, byte, SumInteger<byte>>(x.Tensor, reduced, keepdim),
            _ => throw DType.Unsupported(type),
        };
    }

    /// <summary>
    /// Reduces the marked dimensions. The tensor is brought into the form [kept, reduced], or [reduced, kept] when that
    /// is how it lies, so that the kernels see rows or columns.
    /// </summary>
    internal static Tensor Reduce<TIn, TOut, TKernel>(Tensor source, bool[] reduced, bool keepdim)
        where TIn : unmanaged
        where TOut : unmanaged
        where TKernel : struct, IReduceKernel<TIn, TOut>
    {
        var result = Tensor.Allocate(ResultSizes(source.Sizes, reduced, keepdim), DType.Of<TOut>());
        var (kept, lost) = Split(reduced);
        var count = result.numel();
        var length = count == 0 ? 0 : Count(source.Sizes, lost);
        if (count == 0) return result;

        // Already [reduced, kept] and contiguous: sum whole rows into one another, which is how the memory lies.
        if (source.is_contiguous() && lost.Length > 0 && kept.Length > 0 && lost[^1] < kept[0] && length > 0)
        {
            TKernel.Columns(source.Pointer<TIn>(), result.Pointer<TOut>(), length, count);
            GC.KeepAlive(source);
            return result;
        }

        using var rows = AsRows(source, kept, lost);
        TKernel.Rows(rows.Pointer<TIn>(), result.Pointer<TOut>(), count, length);
        GC.KeepAlive(rows);
        return result;
    }

    /// <summary>The tensor with kept dimensions first and reduced ones last, contiguous; a copy only if it does not lie so.</summary>
    internal static Tensor AsRows(Tensor source, int[] kept, int[] lost)
    {
        var sizes = new long[source.Sizes.Length];
        var strides = new long[sizes.Length];
        var k = 0;
        foreach (var dim in kept) (sizes[k], strides[k++]) = (source.Sizes[dim], source.Strides[dim]);
        foreach (var dim in lost) (sizes[k], strides[k++]) = (source.Sizes[dim], source.Strides[dim]);
        var permuted = source.AsStridedData(sizes, strides, source.Offset);
        if (permuted.is_contiguous()) return permuted;
        using (permuted) return CopyOps.Clone(permuted);
    }

    internal static long[] ResultSizes(long[] sizes, bool[] reduced, bool keepdim)
    {
        var result = new List<long>(sizes.Length);
        for (var i = 0; i < sizes.Length; i++)
        {
            if (!reduced[i]) result.Add(sizes[i]);
            else if (keepdim) result.Add(1);
        }

        return [.. result];
    }

    /// <summary>Marks the dimensions to reduce; none given means all.</summary>
    internal static bool[] Mark(string operation, ReadOnlySpan<long> dims, int rank)
    {
        var reduced = new bool[rank];
        if (dims.Length == 0) Array.Fill(reduced, true);
        foreach (var dim in dims)
        {
            var index = Shapes.Dimension(operation, dim, rank);
            if (rank == 0) continue;
            if (reduced[index]) throw new ArgumentException($"{operation}: dimension {dim} appears more than once in {Shapes.Text(dims)}.");
            reduced[index] = true;
        }

        return reduced;
    }

    internal static (int[] Kept, int[] Lost) Split(bool[] reduced)
    {
        var lost = new List<int>();
        var kept = new List<int>();
        for (var i = 0; i < reduced.Length; i++) (reduced[i] ? lost : kept).Add(i);
        return ([.. kept], [.. lost]);
    }

    internal static long Count(long[] sizes, int[] dims)
    {
        var count = 1L;
        foreach (var dim in dims) count *= sizes[dim];
        return count;
    }

    /// <summary>The reduced tensor's gradient, or the tensor itself, shaped so that it broadcasts over the original.</summary>
    internal static Tensor Unreduce(Tensor value, long[] sizes, bool[] reduced)
    {
        var kept = new long[sizes.Length];
        var strides = new long[sizes.Length];
        using var flat = value.is_contiguous() ? Tensor.HiddenAlias(value) : CopyOps.Clone(value);
        var step = 1L;
        for (var i = sizes.Length - 1; i >= 0; i--)
        {
            kept[i] = reduced[i] ? 1 : sizes[i];
            strides[i] = step;
            step *= Math.Max(kept[i], 1);
        }

        return flat.AsStridedData(kept, strides, flat.Offset);
    }
}
