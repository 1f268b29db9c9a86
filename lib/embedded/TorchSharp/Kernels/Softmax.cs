namespace TorchSharp.Kernels;

/// <summary>Softmax along the rows of [rows, cols]. Output may be input.</summary>
internal static unsafe class Softmax
{
    public static void Forward(float* x, float* y, long rows, long cols) => SoftmaxReference.Forward(x, y, rows, cols);

    /// <summary>dx = y · (dy − Σ dy·y), from the forward's output <paramref name="y"/>.</summary>
    public static void Backward(float* dy, float* y, float* dx, long rows, long cols) => SoftmaxReference.Backward(dy, y, dx, rows, cols);
}
