using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>Copies in another order: flipped, rolled, repeated; recorded.</summary>
internal static class RearrangeOps
{
    internal static Tensor Flip(Tensor x, ReadOnlySpan<long> dims)
    {
        var reduced = ReductionOps.Mark("flip", dims, x.Sizes.Length);
        if (dims.Length == 0) return ViewOps.Clone(x);
        var result = Tensor.Allocate(x.Sizes, x.dtype);

        // A view from the far end with negative strides, copied.
        var strides = (long[])x.Strides.Clone();
        var offset = x.Offset;
        for (var i = 0; i < strides.Length; i++)
        {
            if (!reduced[i]) continue;
            offset += (x.Sizes[i] - 1) * strides[i];
            strides[i] = -strides[i];
        }

        if (x.numel() > 0)
        {
            using var reversed = x.AsStridedData(x.Sizes, strides, offset);
            CopyOps.CopyData(reversed, result);
        }

        if (!Autograd.IsRecording(x)) return result;
        var order = dims.ToArray();
        return Autograd.Record("flip", result, [x], [], (_, grad) => [Flip(grad, order)]);
    }

    internal static Tensor Roll(Tensor x, ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims)
    {
        if (dims.Length == 0 && shifts.Length == 1)
        {
            using var flat = x.reshape(-1);
            using var rolled = Roll(flat, shifts, [0]);
            return rolled.view(x.Sizes);
        }

        if (shifts.Length != dims.Length) throw new ArgumentException($"roll: {shifts.Length} shifts but {dims.Length} dimensions.");
        var result = x.alias();
        for (var i = 0; i < shifts.Length; i++)
        {
            using var before = result;
            result = RollOne(before, shifts[i], Shapes.ExistingDimension("roll", dims[i], x.Sizes.Length));
        }

        return result;
    }

    /// <summary>The whole tensor side by side, <paramref name="times"/> times along each dimension; extra dimensions in front.</summary>
    internal static Tensor Repeat(Tensor x, ReadOnlySpan<long> times)
    {
        var lead = times.Length - x.Sizes.Length;
        if (lead < 0) throw new ArgumentException($"repeat: {times.Length} repeats for a tensor of shape {Shapes.Text(x.Sizes)}.");
        var pairs = new long[times.Length * 2];
        var spread = new long[times.Length * 2];
        var result = new long[times.Length];
        for (var i = 0; i < times.Length; i++)
        {
            if (times[i] < 0) throw new ArgumentOutOfRangeException(nameof(times), $"repeat: a number of repeats is not negative, got {Shapes.Text(times)}.");
            var size = i < lead ? 1 : x.Sizes[i - lead];
            (pairs[2 * i], pairs[(2 * i) + 1]) = (1, size);
            (spread[2 * i], spread[(2 * i) + 1]) = (times[i], size);
            result[i] = times[i] * size;
        }

        using var paired = x.reshape(pairs);
        using var wide = paired.expand(spread);
        using var copy = ViewOps.Clone(wide);
        return copy.view(result);
    }

    internal static Tensor RepeatInterleave(Tensor x, Tensor repeats, long? dim)
    {
        if (dim is null)
        {
            using var flat = x.reshape(-1);
            return RepeatInterleave(flat, repeats, 0);
        }

        var axis = Shapes.Dimension("repeat_interleave", dim.Value, x.Sizes.Length);
        using var counts = repeats.to_type(ScalarType.Int64);
        var values = counts.data<long>().ToArray();
        if (values.Length != 1 && values.Length != x.Sizes[axis])
        {
            throw new ArgumentException($"repeat_interleave: {values.Length} repeats, of shape {Shapes.Text(repeats.Sizes)}, for dimension {axis} of {Shapes.Text(x.Sizes)}, whose size is {x.Sizes[axis]}.");
        }

        var indices = new List<long>();
        for (long i = 0; i < x.Sizes[axis]; i++)
        {
            var count = values[values.Length == 1 ? 0 : i];
            if (count < 0) throw new ArgumentException($"repeat_interleave: a number of repeats is not negative, got {count}.");
            for (long k = 0; k < count; k++) indices.Add(i);
        }

        using var index = GatherOps.Indices([.. indices]);
        return x.index_select(axis, index);
    }

    private static Tensor RollOne(Tensor x, long shift, int dim)
    {
        var size = x.Sizes[dim];
        if (size == 0) return x.alias();
        var cut = ((size - shift) % size + size) % size;
        using var head = x.narrow(dim, 0, cut);
        using var tail = x.narrow(dim, cut, size - cut);
        return JoinOps.Cat([tail, head], dim);
    }
}
