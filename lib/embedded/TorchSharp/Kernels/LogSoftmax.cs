namespace TorchSharp.Kernels;

/// <summary>The logarithm of softmax along the rows of [rows, cols]. Output may be input.</summary>
internal static unsafe class LogSoftmax
{
    public static void Forward(float* x, float* y, long rows, long cols) => SoftmaxReference.LogForward(x, y, rows, cols);

    /// <summary>dx = dy − exp(y) · Σ dy, from the forward's output <paramref name="y"/>.</summary>
    public static void Backward(float* dy, float* y, float* dx, long rows, long cols) => SoftmaxReference.LogBackward(dy, y, dx, rows, cols);
}
