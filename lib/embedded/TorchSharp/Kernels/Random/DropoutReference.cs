namespace TorchSharp.Kernels;

/// <summary>The plain twin of <see cref="Dropout"/>.</summary>
internal static unsafe class DropoutReference
{
    public static void Apply(float* x, float* y, long n, float p, ulong seed, ulong offset)
    {
        float factor = p >= 1 ? 0 : 1 / (1 - p);
        for (long i = 0; i < n; i++) y[i] = x[i] * (PhiloxReference.Keeps(seed, offset, i, p) ? factor : 0);
    }
}
