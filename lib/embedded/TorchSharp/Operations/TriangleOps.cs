using static TorchSharp.torch;

namespace TorchSharp.Engine;

/// <summary>The upper or lower triangle of matrices, recorded.</summary>
internal static unsafe class TriangleOps
{
    internal static Tensor Triangle(string name, Tensor x, long diagonal, bool upper)
    {
        if (x.Sizes.Length < 2) throw new InvalidOperationException($"{name}: needs at least two dimensions, got shape {Shapes.Text(x.Sizes)}.");
        var result = CopyOps.Clone(x);
        var (rows, columns) = (x.Sizes[^2], x.Sizes[^1]);
        var size = x.dtype.Size();
        var row = result.BytePointer;
        for (long i = 0, all = rows == 0 || columns == 0 ? 0 : result.numel() / columns; i < all; i++, row += columns * size)
        {
            var edge = Math.Clamp((i % rows) + diagonal + (upper ? 0 : 1), 0, columns);
            var (start, length) = upper ? (0L, edge) : (edge, columns - edge);
            new Span<byte>(row + (start * size), checked((int)(length * size))).Clear();
        }

        return Autograd.IsRecording(x)
            ? Autograd.Record(name, result, [x], [], (_, grad) => [Triangle(name, grad, diagonal, upper)])
            : result;
    }

    /// <summary>Row and column numbers of the triangle's elements: [2, count].</summary>
    internal static Tensor Indices(long rows, long columns, long offset, ScalarType type, Device? device, bool upper)
    {
        Devices.RequireCpu(device);
        var positions = new List<(long Row, long Column)>();
        for (long i = 0; i < rows; i++)
        {
            for (long j = 0; j < columns; j++)
            {
                if (upper ? j - i >= offset : j - i <= offset) positions.Add((i, j));
            }
        }

        long[] flat = [.. positions.Select(p => p.Row), .. positions.Select(p => p.Column)];
        return Factories.FromSpan<long>(flat, [2, positions.Count], type, device, false);
    }
}
