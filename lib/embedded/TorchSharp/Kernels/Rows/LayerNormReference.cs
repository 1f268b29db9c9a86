namespace TorchSharp.Kernels;

/// <summary>The plain twin of <see cref="LayerNorm"/> (Ba, Kiros and Hinton 2016), summed in double.</summary>
internal static unsafe class LayerNormReference
{
    public static void Forward(float* x, float* gamma, float* beta, float eps, float* y, float* mean, float* rstd, long rows, long cols)
    {
        for (long r = 0; r < rows; r++, x += cols, y += cols)
        {
            double sum = 0, squares = 0;
            for (long j = 0; j < cols; j++) sum += x[j];
            double mu = sum / cols;
            for (long j = 0; j < cols; j++) squares += (x[j] - mu) * (x[j] - mu);
            double scale = 1 / Math.Sqrt((squares / cols) + eps);
            for (long j = 0; j < cols; j++)
                y[j] = (float)(((x[j] - mu) * scale * (gamma == null ? 1 : gamma[j])) + (beta == null ? 0 : beta[j]));
            if (mean != null) mean[r] = (float)mu;
            if (rstd != null) rstd[r] = (float)scale;
        }
    }

    public static void Backward(float* dy, float* x, float* mean, float* rstd, float* gamma, float* dx, float* dgamma, float* dbeta, long rows, long cols)
    {
        for (long r = 0; r < rows; r++)
        {
            float* dyRow = dy + (r * cols), xRow = x + (r * cols);
            double sumG = 0, sumGx = 0;
            for (long j = 0; j < cols; j++)
            {
                double g = dyRow[j] * (gamma == null ? 1.0 : gamma[j]);
                sumG += g;
                sumGx += g * (xRow[j] - mean[r]) * rstd[r];
            }

            for (long j = 0; dx != null && j < cols; j++)
            {
                double g = dyRow[j] * (gamma == null ? 1.0 : gamma[j]);
                double normalized = (xRow[j] - mean[r]) * (double)rstd[r];
                dx[(r * cols) + j] = (float)(rstd[r] * (g - ((sumG + (normalized * sumGx)) / cols)));
            }
        }

        for (long j = 0; j < cols; j++)
        {
            double sumScale = 0, sumShift = 0;
            for (long r = 0; r < rows; r++)
            {
                sumShift += dy[(r * cols) + j];
                sumScale += dy[(r * cols) + j] * (double)(x[(r * cols) + j] - mean[r]) * rstd[r];
            }

            if (dgamma != null) dgamma[j] = (float)sumScale;
            if (dbeta != null) dbeta[j] = (float)sumShift;
        }
    }
}
