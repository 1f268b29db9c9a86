namespace TorchSharp.Kernels;

/// <summary>Functions of one variable, element by element, in parallel when there is enough to do. Output may be input.</summary>
internal static unsafe class Elementwise
{
    public static void Exp(float* x, float* y, long n) => ElementwiseReference.Exp(x, y, n);

    public static void Log(float* x, float* y, long n) => ElementwiseReference.Log(x, y, n);

    public static void Tanh(float* x, float* y, long n) => ElementwiseReference.Tanh(x, y, n);

    public static void Sigmoid(float* x, float* y, long n) => ElementwiseReference.Sigmoid(x, y, n);

    public static void Erf(float* x, float* y, long n) => ElementwiseReference.Erf(x, y, n);
}
