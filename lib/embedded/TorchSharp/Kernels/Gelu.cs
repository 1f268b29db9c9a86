namespace TorchSharp.Kernels;

/// <summary>The Gaussian error linear unit, exact (by erf) and by its tanh approximation.</summary>
internal static unsafe class Gelu
{
    /// <summary>y = x · Φ(x). <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Forward(float* x, float* y, long n) => GeluReference.Forward(x, y, n);

    /// <summary>dx = dy · (Φ(x) + x · φ(x)). <paramref name="dx"/> may be <paramref name="dy"/> or <paramref name="x"/>.</summary>
    public static void Backward(float* x, float* dy, float* dx, long n) => GeluReference.Backward(x, dy, dx, n);

    /// <summary>y = x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))).</summary>
    public static void TanhForward(float* x, float* y, long n) => GeluReference.TanhForward(x, y, n);

    public static void TanhBackward(float* x, float* dy, float* dx, long n) => GeluReference.TanhBackward(x, dy, dx, n);
}
