using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// The gradients of one block of queries, after Dao et al. (2022), equations of appendix B: with P the weights, Z the dropout factors and
/// D = rowsum(dO ∘ O), dV = (P∘Z)ᵀ·dO, dS = P ∘ (Z ∘ (dO·Vᵀ) − D), dQ = scale · dS·K, dK = scale · dSᵀ·Q.
/// </summary>
internal static unsafe class AttentionBackward
{
    /// <summary><paramref name="weights"/> and <paramref name="slopes"/> hold a block of scores each.</summary>
    [MethodImpl(Simd.Hot)]
    public static void Run(in AttentionArguments arguments, in AttentionGradients gradients, in AttentionScores scores, float* weights, float* slopes)
    {
        int d = arguments.HeadSize, keys = scores.Keys, stride = scores.Stride;
        float* dout = scores.At(gradients.Output, gradients.OutputStrides, scores.First), output = scores.At(arguments.Output, arguments.OutputStrides, scores.First);
        long doutStride = gradients.OutputStrides.Token;

        scores.Multiply(weights);
        MatMul.Run(scores.Queries, keys, d, dout, doutStride, 1, scores.At(arguments.Value, arguments.ValueStrides, 0), 1, arguments.ValueStrides.Token, slopes, stride);
        Simd.Run(0, scores.Queries, new SlopeRows(scores, weights, slopes, dout, doutStride, output, arguments.OutputStrides.Token, arguments.LogSumExp, d, arguments.Dropout > 0));

        // The first block of queries overwrites what the gradients held, the later ones add. A causal first block does not reach the last keys.
        float beta = scores.First == 0 ? 0 : 1;
        float* dk = scores.At(gradients.Key, gradients.KeyStrides, 0), dv = scores.At(gradients.Value, gradients.ValueStrides, 0);
        for (int j = keys; scores.First == 0 && j < arguments.KeyTokens; j++)
        {
            new Span<float>(dk + (j * gradients.KeyStrides.Token), d).Clear();
            new Span<float>(dv + (j * gradients.ValueStrides.Token), d).Clear();
        }

        MatMul.Run(keys, d, scores.Queries, weights, 1, stride, dout, doutStride, 1, dv, gradients.ValueStrides.Token, beta);
        MatMul.Run(
            keys, d, scores.Queries, slopes, 1, stride, scores.At(arguments.Query, arguments.QueryStrides, scores.First), arguments.QueryStrides.Token, 1,
            dk, gradients.KeyStrides.Token, beta, alpha: arguments.Scale);
        MatMul.Run(
            scores.Queries, d, keys, slopes, stride, 1, scores.At(arguments.Key, arguments.KeyStrides, 0), arguments.KeyStrides.Token, 1,
            scores.At(gradients.Query, gradients.QueryStrides, scores.First), gradients.QueryStrides.Token, alpha: arguments.Scale);
    }

    /// <summary>Scores become P∘Z, dO·Vᵀ becomes dS, in one pass.</summary>
    private readonly struct SlopeRows(
        AttentionScores scores, float* weights, float* slopes, float* dout, long doutStride, float* output, long outputStride, float* logSumExp, int headSize, bool dropout) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (int i = (int)start; i < end; i++)
            {
                float* weight = weights + ((long)i * scores.Stride), slope = slopes + ((long)i * scores.Stride);
                float normalizer = logSumExp[scores.RowIndex(i)];
                if (float.IsNegativeInfinity(normalizer))
                {
                    new Span<float>(weight, scores.Keys).Clear();
                    new Span<float>(slope, scores.Keys).Clear();
                    continue;
                }

                scores.Mask<V>(weight, i);
                Slopes<V>(i, weight, slope, normalizer, Row.Dot<V>(dout + (i * doutStride), output + (i * outputStride), headSize));
            }
        }

        [MethodImpl(Simd.Hot)]
        private void Slopes<V>(int i, float* weight, float* slope, float normalizer, float dot)
            where V : struct, IVector<V>
        {
            uint* words = stackalloc uint[Philox.BlockElements];
            float* factors = stackalloc float[Philox.BlockElements];
            for (int key = 0; key < scores.Keys; key += Philox.BlockElements)
            {
                if (dropout) scores.KeepFactors(i, key, words, factors);
                int count = Math.Min(Philox.BlockElements, scores.Keys - key), j = 0;
                for (; j + V.Count <= count; j += V.Count) Slope<V>(weight + key + j, slope + key + j, factors + j, normalizer, dot);
                for (; j < count; j++) Slope<V1>(weight + key + j, slope + key + j, factors + j, normalizer, dot);
            }
        }

        [MethodImpl(Simd.Inline)]
        private void Slope<V>(float* weight, float* slope, float* factor, float normalizer, float dot)
            where V : struct, IVector<V>
        {
            V p = VectorMath.Exp(V.Load(weight) - V.All(normalizer)), g = V.Load(slope), kept = p;
            if (dropout)
            {
                V z = V.Load(factor);
                g *= z;
                kept *= z;
            }

            kept.Store(weight);
            (p * (g - V.All(dot))).Store(slope);
        }
    }
}
