using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// y[j] = Σ over rows of x[r, j]. Rows are added in fixed pieces whose sums are then added, so that the rounding error stays that of a short sum
/// and no thread changes a bit.
/// </summary>
internal readonly unsafe struct ColumnSums(float* x, long stride, long rows, float* y) : IVectorBody
{
    /// <summary>Columns that one thread takes when it adds rows.</summary>
    public const long Band = 256;

    private const long MaxPieces = 64;
    private const long MinGrain = 32;

    /// <summary>Rows to a piece, by the number of rows alone.</summary>
    public static long Grain(long rows) => Math.Max(MinGrain, (rows + MaxPieces - 1) / MaxPieces);

    public static long Pieces(long rows) => Math.Max(1, (rows + Grain(rows) - 1) / Grain(rows));

    /// <summary>Sums columns <paramref name="start"/> … <paramref name="end"/>; four rows are added to each other first.</summary>
    [MethodImpl(Simd.Hot)]
    public void Run<V>(long start, long end)
        where V : struct, IVector<V>
    {
        new Span<float>(y + start, checked((int)(end - start))).Clear();
        long r = 0;
        for (; r + 4 <= rows; r += 4)
        {
            float* row = x + (r * stride);
            long i = start;
            for (; i + V.Count <= end; i += V.Count) Add<V>(row + i, y + i);
            for (; i < end; i++) Add<V1>(row + i, y + i);
        }

        for (; r < rows; r++)
        {
            float* row = x + (r * stride);
            for (long i = start; i < end; i++) y[i] += row[i];
        }
    }

    [MethodImpl(Simd.Inline)]
    private void Add<V>(float* row, float* to)
        where V : struct, IVector<V>
        => (V.Load(to) + ((V.Load(row) + V.Load(row + stride)) + (V.Load(row + (2 * stride)) + V.Load(row + (3 * stride))))).Store(to);
}
