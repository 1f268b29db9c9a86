using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Layer normalisation of the rows of [rows, cols]. A row is read from memory once; its second and third pass find it in L1.</summary>
internal static unsafe class LayerNorm
{
    /// <summary>
    /// y = (x − mean) · rstd · gamma + beta. <paramref name="gamma"/> and <paramref name="beta"/> [cols] may be null (1 and 0);
    /// <paramref name="mean"/> and <paramref name="rstd"/> [rows] receive what the backward needs, or are null. y may be x.
    /// </summary>
    public static void Forward(float* x, float* gamma, float* beta, float eps, float* y, float* mean, float* rstd, long rows, long cols)
        => Simd.ForRange(rows, Row.Grain(cols), new ForwardRows(x, gamma, beta, eps, y, mean, rstd, cols));

    /// <summary>Writes (does not add) the three gradients; each target may be null when not wanted. dx may be dy.</summary>
    public static void Backward(float* dy, float* x, float* mean, float* rstd, float* gamma, float* dx, float* dgamma, float* dbeta, long rows, long cols)
    {
        // Each piece of rows sums its share of dgamma and dbeta for itself; the shares are added in the order of the pieces.
        long grain = ColumnSums.Grain(rows), pieces = ColumnSums.Pieces(rows);
        float* sums = Scratch.Floats(pieces * 2 * cols);
        Simd.ForRange(rows, grain, new BackwardRows(dy, x, mean, rstd, gamma, dx, sums, grain, cols));
        if (dgamma != null) Simd.ForRange(cols, ColumnSums.Band, new ColumnSums(sums, 2 * cols, pieces, dgamma));
        if (dbeta != null) Simd.ForRange(cols, ColumnSums.Band, new ColumnSums(sums + cols, 2 * cols, pieces, dbeta));
    }

    private readonly struct ForwardRows(float* x, float* gamma, float* beta, float eps, float* y, float* mean, float* rstd, long cols) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long r = start; r < end; r++)
            {
                float* row = x + (r * cols);
                float mu = Row.Sum<V>(row, cols) / cols;
                float scale = 1 / MathF.Sqrt((Row.SumOfSquares<V>(row, cols, mu) / cols) + eps);
                Normalize<V>(row, mu, scale, y + (r * cols));
                if (mean != null) mean[r] = mu;
                if (rstd != null) rstd[r] = scale;
            }
        }

        [MethodImpl(Simd.Hot)]
        private void Normalize<V>(float* row, float mu, float scale, float* to)
            where V : struct, IVector<V>
        {
            long i = 0;
            for (; i + V.Count <= cols; i += V.Count) Normalize<V>(row, mu, scale, to, i);
            for (; i < cols; i++) Normalize<V1>(row, mu, scale, to, i);
        }

        [MethodImpl(Simd.Inline)]
        private void Normalize<V>(float* row, float mu, float scale, float* to, long i)
            where V : struct, IVector<V>
        {
            V value = (V.Load(row + i) - V.All(mu)) * V.All(scale);
            if (gamma != null) value = V.MulAdd(value, V.Load(gamma + i), beta == null ? V.Zero : V.Load(beta + i));
            else if (beta != null) value += V.Load(beta + i);
            value.Store(to + i);
        }
    }

    private readonly struct BackwardRows(float* dy, float* x, float* mean, float* rstd, float* gamma, float* dx, float* sums, long grain, long cols) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            float* share = sums + (start / grain * 2 * cols);
            new Span<float>(share, checked((int)(2 * cols))).Clear();
            for (long r = start; r < end; r++) BackwardRow<V>(dy + (r * cols), x + (r * cols), mean[r], rstd[r], dx == null ? null : dx + (r * cols), share);
        }

        [MethodImpl(Simd.Hot)]
        private void BackwardRow<V>(float* gradient, float* row, float mu, float scale, float* to, float* share)
            where V : struct, IVector<V>
        {
            // First pass: Σ g and Σ g·x̂ with g = dy·gamma, and this row's part of dgamma and dbeta.
            V g = V.Zero, gx = V.Zero;
            V1 gRest = V1.Zero, gxRest = V1.Zero;
            long i = 0;
            for (; i + V.Count <= cols; i += V.Count) Sum(gradient + i, row + i, mu, scale, i, share, ref g, ref gx);
            for (; i < cols; i++) Sum(gradient + i, row + i, mu, scale, i, share, ref gRest, ref gxRest);
            if (to == null) return;

            float meanG = (g.Sum() + gRest.Sum()) / cols, meanGx = (gx.Sum() + gxRest.Sum()) / cols;
            i = 0;
            for (; i + V.Count <= cols; i += V.Count) Gradient<V>(gradient + i, row + i, mu, scale, i, meanG, meanGx, to + i);
            for (; i < cols; i++) Gradient<V1>(gradient + i, row + i, mu, scale, i, meanG, meanGx, to + i);
        }

        [MethodImpl(Simd.Inline)]
        private void Sum<V>(float* gradient, float* row, float mu, float scale, long i, float* share, ref V g, ref V gx)
            where V : struct, IVector<V>
        {
            V d = V.Load(gradient), normalized = (V.Load(row) - V.All(mu)) * V.All(scale);
            V.MulAdd(d, normalized, V.Load(share + i)).Store(share + i);
            (V.Load(share + cols + i) + d).Store(share + cols + i);
            if (gamma != null) d *= V.Load(gamma + i);
            g += d;
            gx = V.MulAdd(d, normalized, gx);
        }

        [MethodImpl(Simd.Inline)]
        private void Gradient<V>(float* gradient, float* row, float mu, float scale, long i, float meanG, float meanGx, float* to)
            where V : struct, IVector<V>
        {
            V d = V.Load(gradient), normalized = (V.Load(row) - V.All(mu)) * V.All(scale);
            if (gamma != null) d *= V.Load(gamma + i);
            ((d - V.MulAdd(normalized, V.All(meanGx), V.All(meanG))) * V.All(scale)).Store(to);
        }
    }
}
