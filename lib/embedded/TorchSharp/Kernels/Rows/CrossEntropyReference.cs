namespace TorchSharp.Kernels;

/// <summary>The plain twin of <see cref="CrossEntropy"/>.</summary>
internal static unsafe class CrossEntropyReference
{
    public static double Forward(float* logits, long* targets, float* weight, long ignoreIndex, float labelSmoothing, float* losses, float* logSumExp, long rows, long cols)
    {
        double total = 0;
        for (long r = 0; r < rows; r++, logits += cols)
        {
            double normalizer = SoftmaxReference.LogSumExp(logits, cols);
            logSumExp[r] = (float)normalizer;
            long target = targets[r];
            if (target == ignoreIndex)
            {
                losses[r] = 0;
                continue;
            }

            double targetWeight = weight == null ? 1 : weight[target];
            double loss = (1 - labelSmoothing) * targetWeight * (normalizer - logits[target]);
            if (labelSmoothing != 0)
            {
                double smooth = 0;
                for (long j = 0; j < cols; j++) smooth += (weight == null ? 1.0 : weight[j]) * (normalizer - logits[j]);
                loss += labelSmoothing / cols * smooth;
            }

            losses[r] = (float)loss;
            total += targetWeight;
        }

        return total;
    }

    public static void Backward(float* logits, long* targets, float* weight, long ignoreIndex, float labelSmoothing, float* logSumExp, float* rowScale, float scale, float* dlogits, long rows, long cols)
    {
        double sumWeights = 0;
        for (long j = 0; j < cols; j++) sumWeights += weight == null ? 1.0 : weight[j];

        for (long r = 0; r < rows; r++, logits += cols, dlogits += cols)
        {
            double factor = rowScale == null ? scale : rowScale[r];
            long target = targets[r];
            double targetWeight = target == ignoreIndex ? 0 : weight == null ? 1 : weight[target];
            double smooth = labelSmoothing / cols;
            double mass = ((1 - labelSmoothing) * targetWeight) + (smooth * sumWeights);
            for (long j = 0; j < cols; j++)
            {
                if (target == ignoreIndex)
                {
                    dlogits[j] = 0;
                    continue;
                }

                double expected = (smooth * (weight == null ? 1 : weight[j])) + (j == target ? (1 - labelSmoothing) * targetWeight : 0);
                dlogits[j] = (float)(factor * ((mass * Math.Exp(logits[j] - logSumExp[r])) - expected));
            }
        }
    }
}
