using System.Runtime.CompilerServices;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>Sums and maxima. Sums are taken in blocks, so that their error does not grow with the length.</summary>
internal static unsafe class Reduce
{
    /// <summary>Elements to a partial sum in float; partial sums are added in double.</summary>
    private const long Block = 1 << 12;

    /// <summary>Blocks to a parallel piece.</summary>
    private const long BlocksPerPiece = 8;

    public static float Sum(float* x, long n) => (float)AddBlocks(x, n, squares: false);

    /// <summary>Σ x², in double: what gradient clipping needs.</summary>
    public static double SumOfSquares(float* x, long n) => AddBlocks(x, n, squares: true);

    /// <summary>y[r] = Σ over columns of x[r, ·]; rows are <paramref name="stride"/> elements apart.</summary>
    public static void SumRows(float* x, float* y, long rows, long cols, long stride) => Simd.ForRange(rows, Row.Grain(cols), new RowSums(x, y, cols, stride));

    /// <summary>y[j] = Σ over rows of x[·, j]: the gradient of a bias.</summary>
    public static void SumColumns(float* x, float* y, long rows, long cols, long stride)
    {
        long grain = ColumnSums.Grain(rows), pieces = ColumnSums.Pieces(rows);
        if (pieces == 1)
        {
            Simd.ForRange(cols, ColumnSums.Band, new ColumnSums(x, stride, rows, y));
            return;
        }

        float* sums = Scratch.Floats(pieces * cols);
        WorkerPool.ForRange(rows, grain, new ColumnPieces(x, stride, grain, sums, cols));
        Simd.ForRange(cols, ColumnSums.Band, new ColumnSums(sums, cols, pieces, y));
    }

    /// <summary>The maximum of each row and the first place it stands at; NaN wins, as in PyTorch. Either target may be null. cols ≥ 1.</summary>
    public static void MaxRows(float* x, float* values, long* indices, long rows, long cols, long stride)
        => Simd.ForRange(rows, Row.Grain(cols), new RowMaxima(x, values, indices, cols, stride));

    [MethodImpl(Simd.Hot)]
    private static double AddBlocks(float* x, long n, bool squares)
    {
        if (n == 0) return 0;
        long blocks = (n + Block - 1) / Block;
        if (blocks == 1)
        {
            float only;
            Simd.Run(0, 1, new BlockSums(x, n, squares, &only));
            return only;
        }

        float* sums = Scratch.Floats(blocks);
        Simd.ForRange(blocks, BlocksPerPiece, new BlockSums(x, n, squares, sums));
        double total = 0;
        for (long i = 0; i < blocks; i++) total += sums[i];
        return total;
    }

    private readonly struct BlockSums(float* x, long n, bool squares, float* sums) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long block = start; block < end; block++)
            {
                float* from = x + (block * Block);
                long length = Math.Min(Block, n - (block * Block));
                sums[block] = squares ? Row.SumOfSquares<V>(from, length, 0) : Row.Sum<V>(from, length);
            }
        }
    }

    private readonly struct RowSums(float* x, float* y, long cols, long stride) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long r = start; r < end; r++)
            {
                double sum = 0;
                for (long i = 0; i < cols; i += Block) sum += Row.Sum<V>(x + (r * stride) + i, Math.Min(Block, cols - i));
                y[r] = (float)sum;
            }
        }
    }

    private readonly struct ColumnPieces(float* x, long stride, long grain, float* sums, long cols) : IRangeBody
    {
        public void Run(long start, long end) => Simd.Run(0, cols, new ColumnSums(x + (start * stride), stride, end - start, sums + (start / grain * cols)));
    }

    private readonly struct RowMaxima(float* x, float* values, long* indices, long cols, long stride) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long r = start; r < end; r++)
            {
                float* row = x + (r * stride);
                float max = Row.Max<V>(row, cols);
                if (values != null) values[r] = max;
                if (indices != null) indices[r] = new ReadOnlySpan<float>(row, checked((int)cols)).IndexOf(max);
            }
        }
    }
}
