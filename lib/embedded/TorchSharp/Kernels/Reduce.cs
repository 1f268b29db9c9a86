namespace TorchSharp.Kernels;

/// <summary>Sums and maxima. Sums are taken in blocks, so that their error does not grow with the length.</summary>
internal static unsafe class Reduce
{
    public static float Sum(float* x, long n)
    {
        double sum = 0;
        for (long i = 0; i < n; i++) sum += x[i];
        return (float)sum;
    }

    /// <summary>Σ x², in double: what gradient clipping needs.</summary>
    public static double SumOfSquares(float* x, long n)
    {
        double sum = 0;
        for (long i = 0; i < n; i++) sum += (double)x[i] * x[i];
        return sum;
    }

    /// <summary>y[r] = Σ over columns of x[r, ·]; rows are <paramref name="stride"/> elements apart.</summary>
    public static void SumRows(float* x, float* y, long rows, long cols, long stride)
    {
        for (long r = 0; r < rows; r++) y[r] = Sum(x + (r * stride), cols);
    }

    /// <summary>y[j] = Σ over rows of x[·, j]: the gradient of a bias.</summary>
    public static void SumColumns(float* x, float* y, long rows, long cols, long stride)
    {
        for (long j = 0; j < cols; j++)
        {
            double sum = 0;
            for (long r = 0; r < rows; r++) sum += x[(r * stride) + j];
            y[j] = (float)sum;
        }
    }

    /// <summary>The maximum of each row and the first place it stands at; NaN wins, as in PyTorch. Either target may be null. cols ≥ 1.</summary>
    public static void MaxRows(float* x, float* values, long* indices, long rows, long cols, long stride)
    {
        for (long r = 0; r < rows; r++, x += stride)
        {
            long best = 0;
            for (long j = 1; j < cols && !float.IsNaN(x[best]); j++)
            {
                if (x[j] > x[best] || float.IsNaN(x[j])) best = j;
            }

            if (values != null) values[r] = x[best];
            if (indices != null) indices[r] = best;
        }
    }
}
