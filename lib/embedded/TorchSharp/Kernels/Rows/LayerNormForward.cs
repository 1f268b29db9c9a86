using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Rows of <see cref="LayerNorm.Forward"/>: mean, variance around it, and the result, in three passes over rows that lie in L1.</summary>
internal readonly unsafe struct LayerNormForward(float* x, float* gamma, float* beta, float eps, float* y, float* mean, float* rstd, long cols) : IVectorBody
{
    [MethodImpl(Simd.Hot)]
    public void Run<V>(long start, long end)
        where V : struct, IVector<V>
    {
        if (FourRows.Suit<V>(cols))
        {
            for (long r = start; r < end; r += 4) Four<V>(r, new FourRows(end - r));
            return;
        }

        for (long r = start; r < end; r++)
        {
            float* row = x + (r * cols);
            float mu = Row.Sum<V>(row, cols) / cols;
            float scale = Scale(Row.SumOfSquares<V>(row, cols, mu));
            Normalize<V>(row, mu, scale, y + (r * cols));
            Keep(r, mu, scale);
        }
    }

    [MethodImpl(Simd.Hot)]
    private void Four<V>(long r, FourRows at)
        where V : struct, IVector<V>
    {
        float* x0 = x + (r * cols), x1 = x0 + (at.Second * cols), x2 = x0 + (at.Third * cols), x3 = x0 + (at.Fourth * cols);
        V a = V.Zero, b = a, c = a, d = a;
        for (long i = 0; i < cols; i += V.Count)
        {
            a += V.Load(x0 + i);
            b += V.Load(x1 + i);
            c += V.Load(x2 + i);
            d += V.Load(x3 + i);
        }

        float mu0 = a.Sum() / cols, mu1 = b.Sum() / cols, mu2 = c.Sum() / cols, mu3 = d.Sum() / cols;
        a = b = c = d = V.Zero;
        for (long i = 0; i < cols; i += V.Count)
        {
            FourRows.FetchNext(x0 + i, cols);
            a = AddSquare(a, V.Load(x0 + i) - V.All(mu0));
            b = AddSquare(b, V.Load(x1 + i) - V.All(mu1));
            c = AddSquare(c, V.Load(x2 + i) - V.All(mu2));
            d = AddSquare(d, V.Load(x3 + i) - V.All(mu3));
        }

        float scale0 = Scale(a.Sum()), scale1 = Scale(b.Sum()), scale2 = Scale(c.Sum()), scale3 = Scale(d.Sum());
        Keep(r, mu0, scale0);
        Keep(r + at.Second, mu1, scale1);
        Keep(r + at.Third, mu2, scale2);
        Keep(r + at.Fourth, mu3, scale3);

        float* y0 = y + (r * cols), y1 = y0 + (at.Second * cols), y2 = y0 + (at.Third * cols), y3 = y0 + (at.Fourth * cols);
        for (long i = 0; i < cols; i += V.Count)
        {
            // All are read before one is written: in place, a row that stands for a missing one must still be there.
            a = (V.Load(x0 + i) - V.All(mu0)) * V.All(scale0);
            b = (V.Load(x1 + i) - V.All(mu1)) * V.All(scale1);
            c = (V.Load(x2 + i) - V.All(mu2)) * V.All(scale2);
            d = (V.Load(x3 + i) - V.All(mu3)) * V.All(scale3);
            Affine(a, i).Store(y0 + i);
            Affine(b, i).Store(y1 + i);
            Affine(c, i).Store(y2 + i);
            Affine(d, i).Store(y3 + i);
        }
    }

    [MethodImpl(Simd.Hot)]
    private void Normalize<V>(float* row, float mu, float scale, float* to)
        where V : struct, IVector<V>
    {
        long i = 0;
        for (; i + V.Count <= cols; i += V.Count) Affine((V.Load(row + i) - V.All(mu)) * V.All(scale), i).Store(to + i);
        for (; i < cols; i++) Affine((V1.Load(row + i) - V1.All(mu)) * V1.All(scale), i).Store(to + i);
    }

    [MethodImpl(Simd.Inline)]
    private V Affine<V>(V value, long i)
        where V : struct, IVector<V>
    {
        if (gamma != null) return V.MulAdd(value, V.Load(gamma + i), beta == null ? V.Zero : V.Load(beta + i));
        return beta == null ? value : value + V.Load(beta + i);
    }

    private float Scale(float sumOfSquares) => 1 / MathF.Sqrt((sumOfSquares / cols) + eps);

    private void Keep(long r, float mu, float scale)
    {
        if (mean != null) mean[r] = mu;
        if (rstd != null) rstd[r] = scale;
    }

    [MethodImpl(Simd.Inline)]
    private static V AddSquare<V>(V sum, V x)
        where V : struct, IVector<V> => V.MulAdd(x, x, sum);
}
