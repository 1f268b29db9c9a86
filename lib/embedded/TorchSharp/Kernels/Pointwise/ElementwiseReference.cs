namespace TorchSharp.Kernels;

/// <summary>The plain twins of <see cref="Elementwise"/>, in double precision.</summary>
internal static unsafe class ElementwiseReference
{
    public static void Exp(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = (float)Math.Exp(x[i]);
    }

    public static void Log(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = (float)Math.Log(x[i]);
    }

    public static void Tanh(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = (float)Math.Tanh(x[i]);
    }

    public static void Sigmoid(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = (float)(1 / (1 + Math.Exp(-(double)x[i])));
    }

    public static void Erf(float* x, float* y, long n)
    {
        for (long i = 0; i < n; i++) y[i] = (float)ErfReference.Erf(x[i]);
    }
}
