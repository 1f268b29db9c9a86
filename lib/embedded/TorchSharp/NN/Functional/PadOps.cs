using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Padding of the last dimensions.</summary>
internal static class PadOps
{
    /// <param name="input">What to pad.</param>
    /// <param name="pad">Left and right of the last dimension, then of the one before, and so on; a negative number cuts off.</param>
    /// <param name="mode">What stands in the padding.</param>
    /// <param name="value">The value of <see cref="PaddingModes.Constant"/>.</param>
    public static Tensor Pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode, double value)
    {
        if (pad.Length % 2 != 0 || pad.Length / 2 > input.dim())
            throw new ArgumentException($"pad: {pad.Length} numbers do not fit {Shapes.Text(input.Sizes)}: give two for each dimension, the last dimension first.");
        for (int i = 0; i < pad.Length / 2; i++)
        {
            int dim = (int)input.dim() - 1 - i;
            long left = pad[2 * i], right = pad[2 * i + 1], size = input.Sizes[dim];
            if (left == 0 && right == 0) continue;
            if (size + left + right < 0) throw new ArgumentException($"pad: {left} and {right} leave nothing of the {size} elements of dimension {dim}.");
            input = mode is PaddingModes.Constant or PaddingModes.Zeros
                ? WithConstant(input, dim, left, right, mode == PaddingModes.Zeros ? 0 : value)
                : input.index_select(dim, tensor(Sources(mode, size, left, right)));
        }
        return input;
    }

    private static Tensor WithConstant(Tensor input, int dim, long left, long right, double value)
    {
        if (left < 0 || right < 0)
        {
            long start = Math.Max(-left, 0), end = input.Sizes[dim] - Math.Max(-right, 0);
            input = input.narrow(dim, start, end - start);
        }
        Tensor Block(Tensor beside, long size)
        {
            long[] sizes = beside.shape;
            sizes[dim] = size;
            return full(sizes, value, beside.dtype);
        }
        Tensor?[] parts = [left > 0 ? Block(input, left) : null, input, right > 0 ? Block(input, right) : null];
        return cat(parts.OfType<Tensor>().ToArray(), dim);
    }

    private static long[] Sources(PaddingModes mode, long size, long left, long right)
    {
        long limit = mode == PaddingModes.Reflect ? size - 1 : size;
        if (mode != PaddingModes.Replicate && (left > limit || right > limit))
            throw new ArgumentException($"pad: {mode} cannot pad {size} elements by {left} and {right}: at most {limit}.");
        var sources = new long[size + left + right];
        for (long i = 0; i < sources.Length; i++)
        {
            long place = i - left;
            sources[i] = mode switch
            {
                PaddingModes.Replicate => Math.Clamp(place, 0, size - 1),
                PaddingModes.Circular => (place + size) % size,
                _ => place < 0 ? -place : place >= size ? 2 * (size - 1) - place : place,
            };
        }
        return sources;
    }
}
