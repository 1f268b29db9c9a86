namespace TorchSharp.Kernels;

/// <summary>The plain twin of <see cref="Attention"/>, row by row.</summary>
internal static unsafe class AttentionReference
{
    public static void Forward(in AttentionArguments x)
    {
        double[] scores = new double[x.KeyTokens];
        for (int b = 0; b < x.Batch; b++)
        {
            for (int h = 0; h < x.Heads; h++)
            {
                for (int i = 0; i < x.QueryTokens; i++)
                {
                    double normalizer = Scores(x, b, h, i, scores);
                    if (x.LogSumExp != null) x.LogSumExp[((((long)b * x.Heads) + h) * x.QueryTokens) + i] = (float)normalizer;
                    float* output = At(x.Output, x.OutputStrides, b, h, i);
                    for (int d = 0; d < x.HeadSize; d++)
                    {
                        double sum = 0;
                        for (int j = 0; j < x.KeyTokens; j++)
                            sum += Weight(scores[j], normalizer) * Kept(x, b, h, i, j) * At(x.Value, x.ValueStrides, b, h, j)[d];
                        output[d] = (float)sum;
                    }
                }
            }
        }
    }

    public static void Backward(in AttentionArguments x, in AttentionGradients g)
    {
        for (int b = 0; b < x.Batch; b++)
        {
            for (int h = 0; h < x.Heads; h++)
            {
                for (int i = 0; i < x.QueryTokens; i++) new Span<float>(At(g.Query, g.QueryStrides, b, h, i), x.HeadSize).Clear();
                for (int j = 0; j < x.KeyTokens; j++)
                {
                    new Span<float>(At(g.Key, g.KeyStrides, b, h, j), x.HeadSize).Clear();
                    new Span<float>(At(g.Value, g.ValueStrides, b, h, j), x.HeadSize).Clear();
                }

                for (int i = 0; i < x.QueryTokens; i++) BackwardRow(x, g, b, h, i);
            }
        }
    }

    private static void BackwardRow(in AttentionArguments x, in AttentionGradients g, int b, int h, int i)
    {
        double[] scores = new double[x.KeyTokens], dweights = new double[x.KeyTokens];
        double normalizer = Scores(x, b, h, i, scores);
        float* dout = At(g.Output, g.OutputStrides, b, h, i), q = At(x.Query, x.QueryStrides, b, h, i), dq = At(g.Query, g.QueryStrides, b, h, i);
        double dot = 0;
        for (int j = 0; j < x.KeyTokens; j++)
        {
            float* v = At(x.Value, x.ValueStrides, b, h, j), dv = At(g.Value, g.ValueStrides, b, h, j);
            double weight = Weight(scores[j], normalizer), kept = Kept(x, b, h, i, j), sum = 0;
            for (int d = 0; d < x.HeadSize; d++)
            {
                sum += (double)dout[d] * v[d];
                dv[d] += (float)(weight * kept * dout[d]);
            }

            dweights[j] = kept * sum;
            dot += weight * dweights[j];
        }

        for (int j = 0; j < x.KeyTokens; j++)
        {
            float* k = At(x.Key, x.KeyStrides, b, h, j), dk = At(g.Key, g.KeyStrides, b, h, j);
            double dscore = Weight(scores[j], normalizer) * (dweights[j] - dot) * x.Scale;
            for (int d = 0; d < x.HeadSize; d++)
            {
                dq[d] += (float)(dscore * k[d]);
                dk[d] += (float)(dscore * q[d]);
            }
        }
    }

    /// <summary>Row i of the scores, and its log-sum-exp (−∞ when everything is masked).</summary>
    private static double Scores(in AttentionArguments x, int b, int h, int i, double[] scores)
    {
        double max = double.NegativeInfinity;
        float* q = At(x.Query, x.QueryStrides, b, h, i);
        for (int j = 0; j < x.KeyTokens; j++)
        {
            double sum = 0;
            float* k = At(x.Key, x.KeyStrides, b, h, j);
            for (int d = 0; d < x.HeadSize; d++) sum += (double)q[d] * k[d];
            scores[j] = sum * x.Scale;
            if (x.Mask != null) scores[j] += x.Mask[(b * x.MaskStrides.Batch) + (h * x.MaskStrides.Head) + (i * x.MaskStrides.Query) + (j * x.MaskStrides.Key)];
            if (x.Causal && j > i) scores[j] = double.NegativeInfinity;
            max = Math.Max(max, scores[j]);
        }

        if (double.IsNegativeInfinity(max)) return max;
        double total = 0;
        for (int j = 0; j < x.KeyTokens; j++) total += Math.Exp(scores[j] - max);
        return max + Math.Log(total);
    }

    private static double Weight(double score, double normalizer) => double.IsNegativeInfinity(normalizer) ? 0 : Math.Exp(score - normalizer);

    private static double Kept(in AttentionArguments x, int b, int h, int i, int j)
    {
        if (x.Dropout <= 0) return 1;
        long index = ((((((long)b * x.Heads) + h) * x.QueryTokens) + i) * x.DropoutRow) + j;
        return PhiloxReference.Keeps(x.Seed, x.SeedOffset, index, x.Dropout) ? 1 / (1.0 - x.Dropout) : 0;
    }

    private static float* At(float* pointer, HeadStrides strides, long b, long h, long token) => pointer + (b * strides.Batch) + (h * strides.Head) + (token * strides.Token);
}
