namespace TorchSharp.Kernels;

/// <summary>Layer normalisation of the rows of [rows, cols].</summary>
internal static unsafe class LayerNorm
{
    /// <summary>
    /// y = (x − mean) · rstd · gamma + beta. <paramref name="gamma"/> and <paramref name="beta"/> [cols] may be null (1 and 0);
    /// <paramref name="mean"/> and <paramref name="rstd"/> [rows] receive what the backward needs, or are null. y may be x.
    /// </summary>
    public static void Forward(float* x, float* gamma, float* beta, float eps, float* y, float* mean, float* rstd, long rows, long cols)
        => LayerNormReference.Forward(x, gamma, beta, eps, y, mean, rstd, rows, cols);

    /// <summary>Writes (does not add) the three gradients; each target may be null when not wanted. dx may be dy.</summary>
    public static void Backward(float* dy, float* x, float* mean, float* rstd, float* gamma, float* dx, float* dgamma, float* dbeta, long rows, long cols)
        => LayerNormReference.Backward(dy, x, mean, rstd, gamma, dx, dgamma, dbeta, rows, cols);
}
