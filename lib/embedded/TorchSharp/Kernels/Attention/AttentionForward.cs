using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Attention of one block of queries.</summary>
internal static unsafe class AttentionForward
{
    /// <summary>Scores, softmax and the weighted sum of the values; <paramref name="memory"/> holds the scores.</summary>
    public static void Run(in AttentionArguments arguments, in AttentionScores scores, float* memory)
    {
        // Rows of weights are left unnormalised: dividing the output, which is shorter than the row, does the same.
        float* sums = stackalloc float[scores.Queries];
        scores.Multiply(memory);
        Simd.Run(0, scores.Queries, new SoftmaxRows(scores, memory, sums, arguments.LogSumExp, arguments.Dropout > 0));

        float* output = scores.At(arguments.Output, arguments.OutputStrides, scores.First);
        MatMul.Run(
            scores.Queries, arguments.HeadSize, scores.Keys, memory, scores.Stride, 1, scores.At(arguments.Value, arguments.ValueStrides, 0),
            arguments.ValueStrides.Token, 1, output, arguments.OutputStrides.Token);
        Simd.Run(0, scores.Queries, new DivideRows(output, arguments.OutputStrides.Token, sums, arguments.HeadSize));
    }

    private readonly struct SoftmaxRows(AttentionScores scores, float* memory, float* sums, float* logSumExp, bool dropout) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (int i = (int)start; i < end; i++)
            {
                float* row = memory + ((long)i * scores.Stride);
                scores.Mask<V>(row, i);
                float max = Row.Max<V>(row, scores.Keys);
                if (float.IsNegativeInfinity(max))
                {
                    // Nothing is visible.
                    new Span<float>(row, scores.Keys).Clear();
                    sums[i] = float.PositiveInfinity;
                    if (logSumExp != null) logSumExp[scores.RowIndex(i)] = max;
                    continue;
                }

                sums[i] = Row.SumOfExp<V>(row, scores.Keys, max, row);
                if (logSumExp != null) logSumExp[scores.RowIndex(i)] = max + MathF.Log(sums[i]);
                if (dropout) Drop<V>(row, i);
            }
        }

        [MethodImpl(Simd.Hot)]
        private void Drop<V>(float* row, int i)
            where V : struct, IVector<V>
        {
            uint* words = stackalloc uint[Philox.BlockElements];
            float* factors = stackalloc float[Philox.BlockElements];
            for (int key = 0; key < scores.Keys; key += Philox.BlockElements)
            {
                scores.KeepFactors(i, key, words, factors);
                Row.Multiply<V>(row + key, factors, Math.Min(Philox.BlockElements, scores.Keys - key));
            }
        }
    }

    private readonly struct DivideRows(float* output, long stride, float* sums, long headSize) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long i = start; i < end; i++) Row.Scale<V>(output + (i * stride), output + (i * stride), headSize, 1 / sums[i]);
        }
    }
}
