using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Cross entropy of logits [rows, cols] against class indices [rows], with log-softmax fused in.</summary>
/// <remarks>A target outside [0, cols) that is not the ignored index is the caller's to refuse before the call.</remarks>
internal static unsafe class CrossEntropy
{
    /// <summary>
    /// Fills <paramref name="losses"/> [rows]: (1 − s) · w[t] · (lse − x[t]) + s/cols · Σ w[j] (lse − x[j]), 0 for an ignored row, and
    /// <paramref name="logSumExp"/> [rows], which the backward needs. <paramref name="weight"/> [cols] may be null.
    /// </summary>
    /// <returns>What a mean divides by: Σ w[t] over the rows that are not ignored.</returns>
    [MethodImpl(Simd.Hot)]
    public static double Forward(float* logits, long* targets, float* weight, long ignoreIndex, float labelSmoothing, float* losses, float* logSumExp, long rows, long cols)
    {
        Simd.ForRange(rows, Row.Grain(cols), new ForwardRows(logits, targets, weight, ignoreIndex, labelSmoothing, losses, logSumExp, cols));
        double total = 0;
        for (long r = 0; r < rows; r++)
        {
            if (targets[r] != ignoreIndex) total += weight == null ? 1 : weight[targets[r]];
        }

        return total;
    }

    /// <summary>
    /// dlogits = scale[r] · ∂loss[r]/∂logits, where scale[r] is <paramref name="rowScale"/>[r], or <paramref name="scale"/> for every row
    /// when <paramref name="rowScale"/> is null. <paramref name="dlogits"/> may be <paramref name="logits"/>.
    /// </summary>
    public static void Backward(float* logits, long* targets, float* weight, long ignoreIndex, float labelSmoothing, float* logSumExp, float* rowScale, float scale, float* dlogits, long rows, long cols)
    {
        double sumWeights = cols;
        if (weight != null) sumWeights = Reduce.Sum(weight, cols);
        Simd.ForRange(rows, Row.Grain(cols), new BackwardRows(logits, targets, weight, ignoreIndex, labelSmoothing, logSumExp, rowScale, scale, dlogits, cols, sumWeights));
    }

    private readonly struct ForwardRows(float* logits, long* targets, float* weight, long ignoreIndex, float labelSmoothing, float* losses, float* logSumExp, long cols) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long r = start; r < end; r++)
            {
                // An ignored row costs nothing: with masked-language targets that is six rows out of seven.
                long target = targets[r];
                losses[r] = 0;
                logSumExp[r] = 0;
                if (target == ignoreIndex) continue;

                float* row = logits + (r * cols);
                float max = Row.Max<V>(row, cols);
                double log = Math.Log(Row.SumOfExp<V>(row, cols, max, null));
                logSumExp[r] = (float)(max + log);

                double loss = (1 - labelSmoothing) * (weight == null ? 1 : weight[target]) * (log - ((double)row[target] - max));
                if (labelSmoothing != 0) loss += labelSmoothing / cols * Smooth<V>(row, max + log);
                losses[r] = (float)loss;
            }
        }

        /// <summary>Σ w[j] · (lse − x[j]).</summary>
        private double Smooth<V>(float* row, double normalizer)
            where V : struct, IVector<V>
            => weight == null
                ? (cols * normalizer) - Row.Sum<V>(row, cols)
                : (Row.Sum<V>(weight, cols) * normalizer) - Row.Dot<V>(weight, row, cols);
    }

    private readonly struct BackwardRows(
        float* logits, long* targets, float* weight, long ignoreIndex, float labelSmoothing, float* logSumExp, float* rowScale, float scale, float* dlogits, long cols, double sumWeights) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long r = start; r < end; r++)
            {
                float* row = logits + (r * cols), to = dlogits + (r * cols);
                long target = targets[r];
                if (target == ignoreIndex)
                {
                    new Span<float>(to, checked((int)cols)).Clear();
                    continue;
                }

                double factor = rowScale == null ? scale : rowScale[r];
                double onTarget = (1 - labelSmoothing) * (weight == null ? 1.0 : weight[target]), smooth = labelSmoothing / cols;
                float mass = (float)(factor * (onTarget + (smooth * sumWeights))), share = (float)(-factor * smooth), normalizer = logSumExp[r];
                long i = 0;
                for (; i + V.Count <= cols; i += V.Count) Gradient<V>(row, to, i, mass, share, normalizer);
                for (; i < cols; i++) Gradient<V1>(row, to, i, mass, share, normalizer);
                to[target] -= (float)(factor * onTarget);
            }
        }

        /// <summary>mass · softmax − the smoothed target's share.</summary>
        [MethodImpl(Simd.Inline)]
        private void Gradient<V>(float* row, float* to, long i, float mass, float share, float normalizer)
            where V : struct, IVector<V>
        {
            V expected = weight == null ? V.All(share) : V.All(share) * V.Load(weight + i);
            V.MulAdd(VectorMath.Exp(V.Load(row + i) - V.All(normalizer)), V.All(mass), expected).Store(to + i);
        }
    }
}
