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
    public static double Forward(float* logits, long* targets, float* weight, long ignoreIndex, float labelSmoothing, float* losses, float* logSumExp, long rows, long cols)
        => CrossEntropyReference.Forward(logits, targets, weight, ignoreIndex, labelSmoothing, losses, logSumExp, rows, cols);

    /// <summary>
    /// dlogits = scale[r] · ∂loss[r]/∂logits, where scale[r] is <paramref name="rowScale"/>[r], or <paramref name="scale"/> for every row
    /// when <paramref name="rowScale"/> is null. <paramref name="dlogits"/> may be <paramref name="logits"/>.
    /// </summary>
    public static void Backward(float* logits, long* targets, float* weight, long ignoreIndex, float labelSmoothing, float* logSumExp, float* rowScale, float scale, float* dlogits, long rows, long cols)
        => CrossEntropyReference.Backward(logits, targets, weight, ignoreIndex, labelSmoothing, logSumExp, rowScale, scale, dlogits, rows, cols);
}
