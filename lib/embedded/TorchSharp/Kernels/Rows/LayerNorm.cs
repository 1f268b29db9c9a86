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
        => Simd.ForRange(rows, Row.Grain(cols), new LayerNormForward(x, gamma, beta, eps, y, mean, rstd, cols));

    /// <summary>Writes (does not add) the three gradients; each target may be null when not wanted. dx may be dy.</summary>
    public static void Backward(float* dy, float* x, float* mean, float* rstd, float* gamma, float* dx, float* dgamma, float* dbeta, long rows, long cols)
    {
        // Each piece of rows sums its share of dgamma and dbeta for itself; the shares are added in the order of the pieces.
        long grain = ColumnSums.Grain(rows), pieces = ColumnSums.Pieces(rows);
        float* sums = Scratch.Floats(pieces * 2 * cols);
        Simd.ForRange(rows, grain, new LayerNormBackward(dy, x, mean, rstd, gamma, dx, sums, grain, cols));
        if (dgamma == null && dbeta == null) return;
        long bands = (cols + ColumnSums.Band - 1) / ColumnSums.Band;
        Simd.ForRange(2 * bands, 1, new AddShares(sums, cols, pieces, dgamma, dbeta));
    }

    /// <summary>Bands of columns in turns for dgamma and dbeta, in one parallel step for both.</summary>
    private readonly struct AddShares(float* sums, long cols, long pieces, float* dgamma, float* dbeta) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long band = start; band < end; band++)
            {
                bool ofBeta = band % 2 == 1;
                float* target = ofBeta ? dbeta : dgamma;
                long first = band / 2 * ColumnSums.Band;
                if (target != null) new ColumnSums(ofBeta ? sums + cols : sums, 2 * cols, pieces, target).Run<V>(first, Math.Min(first + ColumnSums.Band, cols));
            }
        }
    }
}
