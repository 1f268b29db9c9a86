namespace TorchSharp.Kernels;

/// <summary>Dropout whose mask is never stored: the counter-based generator makes the same one again for the backward.</summary>
internal static unsafe class Dropout
{
    /// <summary>
    /// y = x · mask / (1 − p). The backward is the same call on the gradient with the same seed and offset.
    /// Uses <see cref="Philox.Counters"/>(n) counters from <paramref name="offset"/>. y may be x.
    /// </summary>
    public static void Apply(float* x, float* y, long n, float p, ulong seed, ulong offset)
    {
        float scale = p >= 1 ? 0 : 1 / (1 - p);
        uint threshold = Philox.Threshold(1 - p);
        for (long i = 0; i < n; i++) y[i] = Philox.Keeps(seed, offset, i, threshold, p) ? x[i] * scale : 0;
    }
}
