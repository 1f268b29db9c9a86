using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// x · Wᵀ for a few rows of x, where both lie along k: each element of c is a dot product of two contiguous rows.
/// Every weight is read once from memory, with no packing; three rows of x and four of W share what they load.
/// Memory is what limits it: the weights of a model do not fit into any cache. So while four rows of W, <see cref="Depth"/> floats of each (16 KB, in L1), meet
/// the rows of x (in L2), the next piece of W is sent for, a row by each of the first tiles.
/// </summary>
internal static unsafe class DotProducts
{
    private const int TileRows = 3;
    private const int TileColumns = 4;

    /// <summary>With more rows than this, packing W pays.</summary>
    private const int FewRows = 24;

    /// <summary>Steps of k at a time. A sum longer than this is added up from such pieces.</summary>
    private const int Depth = 1024;

    /// <summary>Columns that one chunk takes: 32 rows of W.</summary>
    private const int Grain = 32;

    public static bool Fits(in Product product) =>
        product.ColumnStrideA == 1 && product.RowStrideB == 1 && product.K >= 16 && (product.M <= FewRows || product.N <= 4);

    public static void Run(in Product product)
    {
        // The longer side is cut into chunks.
        bool byRows = product.M > product.N;
        var body = new Body(product, byRows);
        long perUnit = (long)product.K * (byRows ? product.N : product.M);
        Simd.ForRange(byRows ? product.M : product.N, Math.Max(Grain, (1 << 16) / perUnit / Grain * Grain), body);
    }

    private readonly struct Body(Product product, bool byRows) : IVectorBody
    {
        private readonly Product _product = product;

        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            if (byRows) Block<V>((int)start, (int)end, 0, _product.N);
            else Block<V>(0, _product.M, (int)start, (int)end);
        }

        [MethodImpl(Simd.Hot)]
        private void Block<V>(int rowStart, int rowEnd, int columnStart, int columnEnd)
            where V : struct, IVector<V>
        {
            float* sums = stackalloc float[TileRows * TileColumns];
            for (int j = columnStart; j < columnEnd; j += TileColumns)
            {
                int width = Math.Min(TileColumns, columnEnd - j);
                for (int p = 0; p < _product.K; p += Depth)
                {
                    int depth = Math.Min(Depth, _product.K - p);
                    bool accumulate = _product.Accumulate || p > 0;
                    float* bias = _product.Bias == null || p > 0 ? null : _product.Bias + j;
                    float* next = p + depth < _product.K ? _product.B + (j * _product.ColumnStrideB) + p + depth : _product.B + ((j + TileColumns) * _product.ColumnStrideB);
                    for (int i = rowStart; i < rowEnd; i += TileRows)
                    {
                        int height = Math.Min(TileRows, rowEnd - i);
                        Tile<V>(i, height, j, width, p, depth, next + ((i - rowStart) / TileRows % TileColumns * _product.ColumnStrideB), sums);
                        for (int y = 0; y < height; y++)
                        {
                            float* c = _product.C + ((i + y) * _product.RowStrideC) + j;
                            for (int x = 0; x < width; x++)
                            {
                                float sum = (_product.Alpha * sums[(y * TileColumns) + x]) + (bias == null ? 0 : bias[x]);
                                c[x] = accumulate ? c[x] + sum : sum;
                            }
                        }
                    }
                }
            }
        }

        /// <summary>
        /// Twelve dot products at once, while the row of W at <paramref name="ahead"/>, which is needed soon, is sent for.
        /// A tile at the edge repeats its last row or column and the caller drops the surplus.
        /// </summary>
        [MethodImpl(Simd.Hot)]
        private void Tile<V>(int row, int height, int column, int width, int start, int depth, float* ahead, float* sums)
            where V : struct, IVector<V>
        {
            float* a0 = _product.A + (row * _product.RowStrideA) + start;
            float* a1 = a0 + (Math.Min(1, height - 1) * _product.RowStrideA), a2 = a0 + (Math.Min(2, height - 1) * _product.RowStrideA);
            float* b0 = _product.B + (column * _product.ColumnStrideB) + start;
            float* b1 = b0 + (Math.Min(1, width - 1) * _product.ColumnStrideB), b2 = b0 + (Math.Min(2, width - 1) * _product.ColumnStrideB);
            float* b3 = b0 + (Math.Min(3, width - 1) * _product.ColumnStrideB);

            V c00 = V.Zero, c01 = V.Zero, c02 = V.Zero, c03 = V.Zero;
            V c10 = V.Zero, c11 = V.Zero, c12 = V.Zero, c13 = V.Zero;
            V c20 = V.Zero, c21 = V.Zero, c22 = V.Zero, c23 = V.Zero;
            int p = 0;
            for (; p + V.Count <= depth; p += V.Count)
            {
                Simd.Prefetch(ahead + p);
                V x0 = V.Load(a0 + p), x1 = V.Load(a1 + p), x2 = V.Load(a2 + p);
                V w = V.Load(b0 + p);
                c00 = V.MulAdd(x0, w, c00);
                c10 = V.MulAdd(x1, w, c10);
                c20 = V.MulAdd(x2, w, c20);
                w = V.Load(b1 + p);
                c01 = V.MulAdd(x0, w, c01);
                c11 = V.MulAdd(x1, w, c11);
                c21 = V.MulAdd(x2, w, c21);
                w = V.Load(b2 + p);
                c02 = V.MulAdd(x0, w, c02);
                c12 = V.MulAdd(x1, w, c12);
                c22 = V.MulAdd(x2, w, c22);
                w = V.Load(b3 + p);
                c03 = V.MulAdd(x0, w, c03);
                c13 = V.MulAdd(x1, w, c13);
                c23 = V.MulAdd(x2, w, c23);
            }

            sums[0] = c00.Sum() + Rest(a0, b0, p, depth);
            sums[1] = c01.Sum() + Rest(a0, b1, p, depth);
            sums[2] = c02.Sum() + Rest(a0, b2, p, depth);
            sums[3] = c03.Sum() + Rest(a0, b3, p, depth);
            sums[4] = c10.Sum() + Rest(a1, b0, p, depth);
            sums[5] = c11.Sum() + Rest(a1, b1, p, depth);
            sums[6] = c12.Sum() + Rest(a1, b2, p, depth);
            sums[7] = c13.Sum() + Rest(a1, b3, p, depth);
            sums[8] = c20.Sum() + Rest(a2, b0, p, depth);
            sums[9] = c21.Sum() + Rest(a2, b1, p, depth);
            sums[10] = c22.Sum() + Rest(a2, b2, p, depth);
            sums[11] = c23.Sum() + Rest(a2, b3, p, depth);
        }

        [MethodImpl(Simd.Inline)]
        private static float Rest(float* a, float* b, int p, int depth)
        {
            float sum = 0;
            for (; p < depth; p++) sum = float.MultiplyAddEstimate(a[p], b[p], sum);
            return sum;
        }
    }
}
