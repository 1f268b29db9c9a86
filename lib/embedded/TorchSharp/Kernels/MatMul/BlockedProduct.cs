using System.Runtime.CompilerServices;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>
/// The matrix product for everything but small sizes, after Goto and van de Geijn (2008): pack both operands, then let a register tile run over the packed panels.
/// </summary>
/// <remarks>
/// What stays where:
/// registers – a tile of c (<see cref="IMicroKernel"/>), while k runs over <see cref="DepthBlock"/> steps;
/// L1 – one panel of b, DepthBlock × Columns (32 KB for 32 columns), used by every panel of a in the block;
/// L2 – the block of a, <see cref="RowBlock"/> × DepthBlock (96 KB), used by every panel of b, the block of c, and <see cref="ColumnBlock"/> columns
/// of b (384 KB), used by every block of a: blocks of rows follow one another under the same columns;
/// L3 – the packed operands of one slab of k, at most <see cref="SlabElements"/> floats each: packed for the whole depth at once, they would
/// outgrow L3 and come back from memory. The price is that c is read and written once per slab; each tile is sent for before its sums
/// are computed, and is there when they are added to it.
/// An element of c is summed over k in the same order however the blocks are dealt out, so threads do not change its bits.
/// </remarks>
internal static unsafe class BlockedProduct<TKernel>
    where TKernel : struct, IMicroKernel
{
    private const int DepthBlock = 256;
    private const int RowBlock = 96;
    private const int ColumnBlock = 384;
    private const int SlabElements = 1 << 20;

    /// <summary>With so few rows, packing b would cost more than the product: it is read where it lies, if its rows are contiguous.</summary>
    private const int FewRows = 48;

    [MethodImpl(Simd.Hot)]
    public static void Run(in Product product)
    {
        bool direct = product.ColumnStrideB == 1 && product.M <= FewRows;
        for (int k0 = 0; k0 < product.K; k0 += DepthBlock)
        {
            int depth = Math.Min(DepthBlock, product.K - k0);
            int columns = Math.Min(product.N, direct ? int.MaxValue : SlabWidth(depth, TKernel.Columns));
            int rows = Math.Min(product.M, SlabWidth(depth, TKernel.Rows));
            for (int n0 = 0; n0 < product.N; n0 += columns)
            {
                for (int m0 = 0; m0 < product.M; m0 += rows)
                {
                    var slab = new Slab(product, m0, Math.Min(rows, product.M - m0), n0, Math.Min(columns, product.N - n0), k0, depth, direct);
                    slab.Run(packB: m0 == 0);
                }
            }
        }
    }

    private static int SlabWidth(int depth, int tile) => Math.Max(SlabElements / depth / tile, 1) * tile;

    private static int Blocks(int length, int block) => (length + block - 1) / block;

    /// <summary>The length of each of <paramref name="count"/> about equal blocks of whole tiles.</summary>
    private static int BlockLength(int length, int count, int tile) => Blocks(Blocks(length, count), tile) * tile;

    /// <summary>One packed piece of the product: rows m0 …, columns n0 …, depth k0 ….</summary>
    private readonly struct Slab
    {
        private readonly Product _product;
        private readonly int _m0, _rows, _n0, _columns, _k0, _depth;
        private readonly bool _direct;
        private readonly int _panelsA, _panelsB;
        private readonly float* _packedA, _packedB;

        public Slab(in Product product, int m0, int rows, int n0, int columns, int k0, int depth, bool direct)
        {
            _product = product;
            (_m0, _rows, _n0, _columns, _k0, _depth, _direct) = (m0, rows, n0, columns, k0, depth, direct);
            _panelsA = Blocks(rows, TKernel.Rows);
            _panelsB = Blocks(columns, TKernel.Columns);

            // b first: it stays where it is while the slabs of a change.
            long sizeB = (long)(direct ? 1 : _panelsB) * TKernel.Columns * depth;
            long sizeA = (long)_panelsA * TKernel.Rows * depth;
            _packedB = Scratch.Floats(sizeA + sizeB, ScratchUse.Packing);
            _packedA = _packedB + sizeB;
        }

        [MethodImpl(Simd.Hot)]
        public void Run(bool packB)
        {
            // About 16 K elements a chunk: a few microseconds.
            int step = Math.Max(1, (1 << 14) / (_depth * TKernel.Rows));
            int chunksA = Blocks(_panelsA, step);
            int stepB = _direct ? _panelsB : Math.Max(1, (1 << 14) / (_depth * TKernel.Columns));
            int chunksB = packB ? Blocks(_panelsB, stepB) : 0;
            WorkerPool.For(chunksA + chunksB, new PackBody(this, chunksA, step, stepB));

            int blocksM = Blocks(_rows, RowBlock);
            int blocksN = Blocks(_columns, ColumnBlock);

            // Enough blocks to keep every thread busy to the end, unless they would become tiny.
            while (blocksM * blocksN < 4 * WorkerPool.Threads && blocksN < _panelsB && (long)_rows * _columns * _depth / (blocksM * blocksN) > 1 << 20) blocksN++;
            int blockRows = BlockLength(_rows, blocksM, TKernel.Rows);
            int blockColumns = BlockLength(_columns, blocksN, TKernel.Columns);
            var body = new MultiplyBody(this, blockRows, blockColumns);
            WorkerPool.For(body.Chunks, body);
        }

        private void PackA(int panel, int end)
        {
            int row = panel * TKernel.Rows;
            float* source = _product.A + ((_m0 + row) * _product.RowStrideA) + (_k0 * _product.ColumnStrideA);
            Panels.Pack(
                source, _product.RowStrideA, _product.ColumnStrideA, _depth, Math.Min(end * TKernel.Rows, _rows) - row, TKernel.Rows, _packedA + ((long)row * _depth), _product.Alpha);
        }

        /// <summary>All panels, or, where b is read in place, the one that is only partly filled.</summary>
        private void PackB(int panel, int end)
        {
            if (_direct) panel = _columns / TKernel.Columns;
            int column = panel * TKernel.Columns, filled = Math.Min(end * TKernel.Columns, _columns) - column;
            float* target = _packedB + (_direct ? 0 : (long)column * _depth);
            if (filled > 0) Panels.Pack(SourceB(column), _product.ColumnStrideB, _product.RowStrideB, _depth, filled, TKernel.Columns, target, 1);
        }

        private float* SourceB(int column) => _product.B + ((_n0 + column) * _product.ColumnStrideB) + (_k0 * _product.RowStrideB);

        [MethodImpl(Simd.Hot)]
        private void Multiply(int rowStart, int rowEnd, int columnStart, int columnEnd)
        {
            float* edge = stackalloc float[TKernel.Rows * TKernel.Columns];
            bool accumulate = _product.Accumulate || _k0 > 0;
            float* biasEdge = stackalloc float[TKernel.Columns];
            for (int j = columnStart; j < columnEnd; j += TKernel.Columns)
            {
                int width = Math.Min(TKernel.Columns, columnEnd - j);
                float* bias = _k0 > 0 || _product.Bias == null ? null : _product.Bias + _n0 + j;
                if (bias != null && width < TKernel.Columns)
                {
                    new ReadOnlySpan<float>(bias, width).CopyTo(new Span<float>(biasEdge, width));
                    bias = biasEdge;
                }

                float* b = _packedB + ((long)j * _depth);
                long rowStrideB = TKernel.Columns;
                if (_direct)
                {
                    bool whole = width == TKernel.Columns;
                    b = whole ? SourceB(j) : _packedB;
                    if (whole) rowStrideB = _product.RowStrideB;
                }

                for (int i = rowStart; i < rowEnd; i += TKernel.Rows)
                {
                    int height = Math.Min(TKernel.Rows, rowEnd - i);
                    float* a = _packedA + ((long)i * _depth);
                    float* c = _product.C + ((_m0 + i) * _product.RowStrideC) + _n0 + j;
                    if (width == TKernel.Columns && height == TKernel.Rows)
                    {
                        Fetch(c, _product.RowStrideC);
                        TKernel.Run(_depth, a, b, rowStrideB, c, _product.RowStrideC, accumulate, bias);
                    }
                    else
                    {
                        TKernel.Run(_depth, a, b, rowStrideB, edge, TKernel.Columns, accumulate: false, bias);
                        CopyEdge(edge, c, _product.RowStrideC, height, width, accumulate);
                    }
                }
            }
        }

        /// <summary>Asks for the lines of a tile of c, which are not needed before k has run: they arrive in the meantime, from wherever they are.</summary>
        [MethodImpl(Simd.Inline)]
        private static void Fetch(float* c, long ldc)
        {
            for (int i = 0; i < TKernel.Rows; i++, c += ldc)
            {
                for (int j = 0; j < TKernel.Columns; j += Simd.CacheLine) Simd.Prefetch(c + j);
            }
        }

        [MethodImpl(Simd.Hot)]
        private static void CopyEdge(float* tile, float* c, long ldc, int height, int width, bool accumulate)
        {
            for (int i = 0; i < height; i++, tile += TKernel.Columns, c += ldc)
            {
                for (int j = 0; j < width; j++) c[j] = accumulate ? c[j] + tile[j] : tile[j];
            }
        }

        private readonly struct PackBody(Slab slab, int chunksA, int step, int stepB) : IParallelBody
        {
            public void Run(int chunk)
            {
                if (chunk < chunksA)
                {
                    slab.PackA(chunk * step, Math.Min((chunk + 1) * step, slab._panelsA));
                }
                else
                {
                    int first = (chunk - chunksA) * stepB;
                    slab.PackB(first, Math.Min(first + stepB, slab._panelsB));
                }
            }
        }

        /// <summary>Blocks of c, column by column. The last ones come in strips: whoever is done first shall not wait for long.</summary>
        private readonly struct MultiplyBody : IParallelBody
        {
            /// <summary>Products to a block, below which strips of it would not be worth dealing out: some twenty microseconds.</summary>
            private const long SmallBlock = 1 << 21;

            private readonly Slab _slab;
            private readonly int _blocksM, _blockRows, _blockColumns, _strips, _stripColumns, _whole;

            public MultiplyBody(in Slab slab, int blockRows, int blockColumns)
            {
                (_slab, _blockRows, _blockColumns) = (slab, blockRows, blockColumns);
                _blocksM = Blocks(slab._rows, blockRows);
                _strips = WorkerPool.Threads > 1 && (long)blockRows * blockColumns * slab._depth > SmallBlock ? 4 : 1;
                _stripColumns = BlockLength(blockColumns, _strips, TKernel.Columns);
                int blocks = _blocksM * Blocks(slab._columns, blockColumns), last = Math.Min(blocks, 2 * WorkerPool.Threads);
                _whole = blocks - last;
                Chunks = _whole + (last * _strips);
            }

            public int Chunks { get; }

            public void Run(int chunk)
            {
                int late = chunk - _whole, block = late < 0 ? chunk : _whole + (late / _strips);
                int row = block % _blocksM * _blockRows, column = block / _blocksM * _blockColumns, end = column + _blockColumns;
                if (late >= 0)
                {
                    int first = column + (late % _strips * _stripColumns);
                    (column, end) = (Math.Min(first, end), Math.Min(first + _stripColumns, end));
                }

                _slab.Multiply(row, Math.Min(row + _blockRows, _slab._rows), column, Math.Min(end, _slab._columns));
            }
        }
    }
}
