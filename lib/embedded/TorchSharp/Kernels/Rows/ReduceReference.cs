namespace TorchSharp.Kernels;

/// <summary>The plain twins of <see cref="Reduce"/>.</summary>
internal static unsafe class ReduceReference
{
    public static double Sum(float* x, long n)
    {
        double sum = 0;
        for (long i = 0; i < n; i++) sum += x[i];
        return sum;
    }

    public static double SumOfSquares(float* x, long n)
    {
        double sum = 0;
        for (long i = 0; i < n; i++) sum += (double)x[i] * x[i];
        return sum;
    }

    public static void SumRows(float* x, float* y, long rows, long cols, long stride)
    {
        for (long r = 0; r < rows; r++) y[r] = (float)Sum(x + (r * stride), cols);
    }

    public static void SumColumns(float* x, float* y, long rows, long cols, long stride)
    {
        for (long j = 0; j < cols; j++)
        {
            double sum = 0;
            for (long r = 0; r < rows; r++) sum += x[(r * stride) + j];
            y[j] = (float)sum;
        }
    }

    public static void MaxRows(float* x, float* values, long* indices, long rows, long cols, long stride)
    {
        for (long r = 0; r < rows; r++, x += stride)
        {
            long best = 0;
            for (long j = 1; j < cols && !float.IsNaN(x[best]); j++)
            {
                if (x[j] > x[best] || float.IsNaN(x[j])) best = j;
            }

            values[r] = x[best];
            indices[r] = best;
        }
    }
}
