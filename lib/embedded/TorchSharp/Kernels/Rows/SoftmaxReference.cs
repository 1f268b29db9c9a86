namespace TorchSharp.Kernels;

/// <summary>The plain twins of <see cref="Softmax"/> and <see cref="LogSoftmax"/>.</summary>
internal static unsafe class SoftmaxReference
{
    public static void Forward(float* x, float* y, long rows, long cols)
    {
        for (long r = 0; r < rows; r++, x += cols, y += cols)
        {
            double normalizer = LogSumExp(x, cols);
            for (long j = 0; j < cols; j++) y[j] = (float)Math.Exp(x[j] - normalizer);
        }
    }

    public static void Backward(float* dy, float* y, float* dx, long rows, long cols)
    {
        for (long r = 0; r < rows; r++, dy += cols, y += cols, dx += cols)
        {
            double dot = 0;
            for (long j = 0; j < cols; j++) dot += (double)dy[j] * y[j];
            for (long j = 0; j < cols; j++) dx[j] = (float)(y[j] * (dy[j] - dot));
        }
    }

    public static void LogForward(float* x, float* y, long rows, long cols)
    {
        for (long r = 0; r < rows; r++, x += cols, y += cols)
        {
            double normalizer = LogSumExp(x, cols);
            for (long j = 0; j < cols; j++) y[j] = (float)(x[j] - normalizer);
        }
    }

    public static void LogBackward(float* dy, float* y, float* dx, long rows, long cols)
    {
        for (long r = 0; r < rows; r++, dy += cols, y += cols, dx += cols)
        {
            double sum = 0;
            for (long j = 0; j < cols; j++) sum += dy[j];
            for (long j = 0; j < cols; j++) dx[j] = (float)(dy[j] - (Math.Exp(y[j]) * sum));
        }
    }

    /// <summary>log Σ exp(x), shifted by the maximum so that nothing overflows.</summary>
    public static double LogSumExp(float* x, long cols)
    {
        double max = double.NegativeInfinity;
        for (long j = 0; j < cols; j++) max = Math.Max(max, x[j]);
        double sum = 0;
        for (long j = 0; j < cols; j++) sum += Math.Exp(x[j] - max);
        return max + Math.Log(sum);
    }
}
