using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// Rows of <see cref="LayerNorm.Backward"/>: dx, and a piece's share of dgamma and dbeta in its part of <paramref name="sums"/>, [pieces, 2, cols].
/// Four rows at a time read and write the share once; it adds them in the order of the rows, as one at a time would.
/// </summary>
internal readonly unsafe struct LayerNormBackward(float* dy, float* x, float* mean, float* rstd, float* gamma, float* dx, float* sums, long grain, long cols) : IVectorBody
{
    [MethodImpl(Simd.Hot)]
    public void Run<V>(long start, long end)
        where V : struct, IVector<V>
    {
        float* share = sums + (start / grain * 2 * cols);
        new Span<float>(share, checked((int)(2 * cols))).Clear();
        long r = start;
        for (; FourRows.Suit<V>(cols) && r + 4 <= end; r += 4) Four<V>(r, share);
        for (; r < end; r++) One<V>(r, share);
    }

    [MethodImpl(Simd.Hot)]
    private void Four<V>(long r, float* share)
        where V : struct, IVector<V>
    {
        // First pass: Σ g and Σ g·x̂ of each row, with g = dy·gamma, and the rows' part of dgamma and dbeta.
        V g0 = V.Zero, g1 = g0, g2 = g0, g3 = g0, gx0 = g0, gx1 = g0, gx2 = g0, gx3 = g0;
        float* d = dy + (r * cols), row = x + (r * cols);
        float mu0 = mean[r], mu1 = mean[r + 1], mu2 = mean[r + 2], mu3 = mean[r + 3];
        float scale0 = rstd[r], scale1 = rstd[r + 1], scale2 = rstd[r + 2], scale3 = rstd[r + 3];
        long second = cols, third = 2 * cols, fourth = 3 * cols;
        for (long i = 0; i < cols; i += V.Count)
        {
            V weight = Weight<V>(i), dgamma = V.Load(share + i), dbeta = V.Load(share + cols + i);
            Add(d + i, row + i, mu0, scale0, weight, ref dgamma, ref dbeta, ref g0, ref gx0);
            Add(d + second + i, row + second + i, mu1, scale1, weight, ref dgamma, ref dbeta, ref g1, ref gx1);
            Add(d + third + i, row + third + i, mu2, scale2, weight, ref dgamma, ref dbeta, ref g2, ref gx2);
            Add(d + fourth + i, row + fourth + i, mu3, scale3, weight, ref dgamma, ref dbeta, ref g3, ref gx3);
            dgamma.Store(share + i);
            dbeta.Store(share + cols + i);
        }

        if (dx == null) return;
        float* to = dx + (r * cols);
        float g0Mean = g0.Sum() / cols, gx0Mean = gx0.Sum() / cols;
        float g1Mean = g1.Sum() / cols, gx1Mean = gx1.Sum() / cols;
        float g2Mean = g2.Sum() / cols, gx2Mean = gx2.Sum() / cols;
        float g3Mean = g3.Sum() / cols, gx3Mean = gx3.Sum() / cols;
        for (long i = 0; i < cols; i += V.Count)
        {
            V weight = Weight<V>(i);
            FourRows.FetchNext(d + i, cols);
            FourRows.FetchNext(row + i, cols);
            Gradient(d + i, row + i, mu0, scale0, weight, g0Mean, gx0Mean, to + i);
            Gradient(d + second + i, row + second + i, mu1, scale1, weight, g1Mean, gx1Mean, to + second + i);
            Gradient(d + third + i, row + third + i, mu2, scale2, weight, g2Mean, gx2Mean, to + third + i);
            Gradient(d + fourth + i, row + fourth + i, mu3, scale3, weight, g3Mean, gx3Mean, to + fourth + i);
        }
    }

    /// <summary>The same for one row.</summary>
    [MethodImpl(Simd.Hot)]
    private void One<V>(long r, float* share)
        where V : struct, IVector<V>
    {
        V g = V.Zero, gx = g;
        V1 h = V1.Zero, hx = h;
        float* d = dy + (r * cols), row = x + (r * cols);
        float mu = mean[r], scale = rstd[r];
        long i = 0;
        for (; i + V.Count <= cols; i += V.Count)
        {
            V dgamma = V.Load(share + i), dbeta = V.Load(share + cols + i);
            Add(d + i, row + i, mu, scale, Weight<V>(i), ref dgamma, ref dbeta, ref g, ref gx);
            dgamma.Store(share + i);
            dbeta.Store(share + cols + i);
        }

        for (; i < cols; i++)
        {
            V1 dgamma = V1.Load(share + i), dbeta = V1.Load(share + cols + i);
            Add(d + i, row + i, mu, scale, Weight<V1>(i), ref dgamma, ref dbeta, ref h, ref hx);
            dgamma.Store(share + i);
            dbeta.Store(share + cols + i);
        }

        if (dx == null) return;
        float* to = dx + (r * cols);
        float gMean = (g.Sum() + h.Sum()) / cols, gxMean = (gx.Sum() + hx.Sum()) / cols;
        i = 0;
        for (; i + V.Count <= cols; i += V.Count) Gradient(d + i, row + i, mu, scale, Weight<V>(i), gMean, gxMean, to + i);
        for (; i < cols; i++) Gradient(d + i, row + i, mu, scale, Weight<V1>(i), gMean, gxMean, to + i);
    }

    [MethodImpl(Simd.Inline)]
    private V Weight<V>(long i)
        where V : struct, IVector<V> => gamma == null ? V.All(1f) : V.Load(gamma + i);

    [MethodImpl(Simd.Inline)]
    private static void Add<V>(float* gradient, float* row, float mu, float scale, V weight, ref V dgamma, ref V dbeta, ref V g, ref V gx)
        where V : struct, IVector<V>
    {
        V d = V.Load(gradient), normalized = (V.Load(row) - V.All(mu)) * V.All(scale);
        dgamma = V.MulAdd(d, normalized, dgamma);
        dbeta += d;
        d *= weight;
        g += d;
        gx = V.MulAdd(d, normalized, gx);
    }

    [MethodImpl(Simd.Inline)]
    private static void Gradient<V>(float* gradient, float* row, float mu, float scale, V weight, float meanG, float meanGx, float* to)
        where V : struct, IVector<V>
    {
        V d = V.Load(gradient) * weight, normalized = (V.Load(row) - V.All(mu)) * V.All(scale);
        ((d - V.MulAdd(normalized, V.All(meanGx), V.All(meanG))) * V.All(scale)).Store(to);
    }
}
