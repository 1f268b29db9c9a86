using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>
/// Where the elements that index tensors choose lie: one start per chosen position, and from each start the places of
/// the dimensions that were left whole. Result dimensions: those of the indices take the place of the indexed ones if
/// these are neighbours, otherwise they come first.
/// </summary>
internal sealed class IndexPlan
{
    internal IndexPlan(Tensor tensor, Tensor?[] picks)
    {
        long[] shape = [];
        foreach (var pick in picks)
        {
            if (pick is not null) shape = Shapes.Broadcast("index", shape, pick.Sizes);
        }

        var whole = new List<int>();
        for (var i = 0; i < picks.Length; i++)
        {
            if (picks[i] is null) whole.Add(i);
        }

        Starts = new long[Shapes.Count(shape)];
        for (var i = 0; i < picks.Length; i++)
        {
            if (picks[i] is { } pick) AddStarts(Starts, pick, shape, tensor, i);
        }

        long[] restSizes = [.. whole.Select(i => tensor.Sizes[i])];
        long[] restStrides = [.. whole.Select(i => tensor.Strides[i])];
        Rest = Places(restSizes, restStrides);
        RestIsContiguous = Shapes.IsContiguous(restSizes, restStrides);
        BlockSizes = [.. shape, .. restSizes];
        var first = Array.FindIndex(picks, pick => pick is not null);
        var last = Array.FindLastIndex(picks, pick => pick is not null);
        var neighbours = Array.IndexOf(picks, null, first, last - first + 1) < 0;
        if (neighbours && first > 0) FromBlocks = Order(shape.Length, first, restSizes.Length);
        ResultSizes = FromBlocks is null ? BlockSizes : [.. FromBlocks.Select(i => BlockSizes[i])];
    }

    internal long[] Starts { get; }

    internal long[] Rest { get; }

    internal bool RestIsContiguous { get; }

    /// <summary>Sizes of the indices' dimensions, then of the whole ones.</summary>
    internal long[] BlockSizes { get; }

    internal long[] ResultSizes { get; }

    /// <summary>For each result dimension, which block dimension it is; null if they are in the same order.</summary>
    internal int[]? FromBlocks { get; }

    /// <summary>A tensor of the result's shape with its dimensions in block order; a view.</summary>
    internal Tensor ToBlocks(Tensor result)
    {
        if (FromBlocks is null) return result.alias();
        var sizes = new long[FromBlocks.Length];
        var strides = new long[FromBlocks.Length];
        for (var i = 0; i < FromBlocks.Length; i++) (sizes[FromBlocks[i]], strides[FromBlocks[i]]) = (result.Sizes[i], result.Strides[i]);
        return result.AsStridedData(sizes, strides, result.Offset);
    }

    /// <summary>Offsets of all positions of these sizes and strides, in row-major order.</summary>
    internal static long[] Places(long[] sizes, long[] strides)
    {
        var places = new long[Shapes.Count(sizes)];
        if (places.Length == 0) return places;
        var counter = new long[sizes.Length];
        var place = 0L;
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = place;
            for (var dim = sizes.Length - 1; dim >= 0; dim--)
            {
                place += strides[dim];
                if (++counter[dim] < sizes[dim]) break;
                place -= strides[dim] * sizes[dim];
                counter[dim] = 0;
            }
        }

        return places;
    }

    private static unsafe void AddStarts(long[] starts, Tensor pick, long[] shape, Tensor tensor, int dim)
    {
        var (size, stride) = (tensor.Sizes[dim], tensor.Strides[dim]);
        using var integers = PointwiseOps.As(pick, ScalarType.Int64);
        using var spread = integers.Tensor.expand(shape);
        using var flat = CopyOps.Clone(spread);
        var values = flat.Pointer<long>();
        for (var i = 0; i < starts.Length; i++)
        {
            var index = values[i];
            if (index < -size || index >= size) Shapes.ThrowIndex(index, dim, size);

            starts[i] += (index < 0 ? index + size : index) * stride;
        }
    }

    private static int[] Order(int indexRank, int first, int restRank)
    {
        var order = new int[indexRank + restRank];
        for (var i = 0; i < first; i++) order[i] = indexRank + i;
        for (var i = 0; i < indexRank; i++) order[first + i] = i;
        for (var i = first; i < restRank; i++) order[indexRank + i] = indexRank + i;
        return order;
    }
}
