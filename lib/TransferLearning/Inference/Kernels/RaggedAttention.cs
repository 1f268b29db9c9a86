using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using TorchSharp.Kernels;
using TorchSharp.Threading;

namespace TransferLearning.Inference.Kernels;

/// <summary>Scaled dot-product attention of texts of different lengths: every token looks at the tokens of its own text, and no padding exists.</summary>
/// <remarks>
/// A piece of work is one head of one text. Its keys, values and queries are copied together first; then, for 32 queries at a time, scores [key, query], softmax
/// down the columns and the weighted sum of the values [feature, query] stay in the cache of the thread that computes them.
/// </remarks>
internal static unsafe class RaggedAttention
{
    /// <summary>Attends.</summary>
    /// <param name="queries">Queries of all heads, features head by head, for every token or for some of each text.</param>
    /// <param name="querySegments">Which of them belong to which text.</param>
    /// <param name="projections">Keys and values of every token.</param>
    /// <param name="keyFeature">The first feature of the keys.</param>
    /// <param name="valueFeature">The first feature of the values.</param>
    /// <param name="segments">The texts.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="headSize">The features of a head.</param>
    /// <param name="context">Receives the result, as many tokens as there are queries.</param>
    public static void Run(
        Activations queries, ReadOnlyMemory<Segment> querySegments, Activations projections, int keyFeature, int valueFeature, ReadOnlyMemory<Segment> segments,
        int heads, int headSize, Activations context) =>
        WorkerPool.For(segments.Length * heads, new Heads(queries, querySegments, projections, keyFeature, valueFeature, segments, heads, headSize, context));

    private readonly struct Heads(
        Activations queries, ReadOnlyMemory<Segment> querySegments, Activations projections, int keyFeature, int valueFeature, ReadOnlyMemory<Segment> segments,
        int heads, int headSize, Activations context) : IParallelBody
    {
        public void Run(int chunk)
        {
            var (text, head) = Math.DivRem(chunk, heads);
            switch (Simd.Level)
            {
                case SimdLevel.Vector512: Run<Tile12x2<V512>, Tile12x1<V512>, V512>(text, head); break;
                case SimdLevel.Vector256: Run<Tile6x2<V256>, Tile6x2<V256>, V256>(text, head); break;
                case SimdLevel.Vector128 when AdvSimd.IsSupported: Run<Tile12x2<V128>, Tile12x1<V128>, V128>(text, head); break;
                case SimdLevel.Vector128: Run<Tile6x2<V128>, Tile6x2<V128>, V128>(text, head); break;
                default: Run<Tile6x2<V1>, Tile6x2<V1>, V1>(text, head); break;
            }
        }

        [MethodImpl(Simd.Hot)]
        private void Run<TTile, TNarrow, V>(int text, int head)
            where TTile : struct, IFloatTile
            where TNarrow : struct, IFloatTile
            where V : struct, IVector<V>
        {
            var (start, length) = segments.Span[text];
            var (firstQuery, queryCount) = querySegments.Span[text];
            int keyStride = Panel.Rounded(length), valueStride = Panel.Rounded(headSize);
            float* keys = ThreadScratch.Floats(
                ((long)headSize * keyStride) + ((long)length * valueStride) + ((long)headSize * Panel.Tokens) + ((long)keyStride * Panel.Tokens) + ((long)valueStride * Panel.Tokens));
            float* values = keys + ((long)headSize * keyStride), block = values + ((long)length * valueStride);
            float* scores = block + ((long)headSize * Panel.Tokens), result = scores + ((long)keyStride * Panel.Tokens);
            GatherKeys(start, length, head, keys, keyStride);
            GatherValues(start, length, head, values, valueStride, scores);

            for (var q0 = 0; q0 < queryCount; q0 += Panel.Tokens)
            {
                var count = Math.Min(Panel.Tokens, queryCount - q0);
                for (var f = 0; f < headSize; f++) queries.CopyTo((head * headSize) + f, firstQuery + q0, count, block + (f * Panel.Tokens));

                var lanes = 0;
                for (var key = 0; key < length; key += Panel.Outputs) lanes = Tiles<TTile, TNarrow>(headSize, keys + key, keyStride, block, scores + (key * Panel.Tokens), count);
                for (var t = 0; t < lanes; t += V.Count) Softmax<V>(scores + t, length, 1 / MathF.Sqrt(headSize));
                for (var f = 0; f < headSize; f += Panel.Outputs) Tiles<TTile, TNarrow>(length, values + f, valueStride, scores, result + (f * Panel.Tokens), count);
                for (var f = 0; f < headSize; f++) context.CopyFrom(result + (f * Panel.Tokens), (head * headSize) + f, firstQuery + q0, count);
            }
        }

        /// <summary>keys[feature, key].</summary>
        [MethodImpl(Simd.Hot)]
        private void GatherKeys(int start, int length, int head, float* keys, int stride)
        {
            for (var f = 0; f < headSize; f++) projections.CopyTo(keyFeature + (head * headSize) + f, start, length, keys + ((long)f * stride));
        }

        /// <summary>values[key, feature]; <paramref name="row"/> holds one feature of all keys meanwhile.</summary>
        [MethodImpl(Simd.Hot)]
        private void GatherValues(int start, int length, int head, float* values, int stride, float* row)
        {
            for (var f = 0; f < headSize; f++)
            {
                projections.CopyTo(valueFeature + (head * headSize) + f, start, length, row);
                for (var key = 0; key < length; key++) values[((long)key * stride) + f] = row[key];
            }
        }

        [MethodImpl(Simd.Inline)]
        private static int Tiles<TTile, TNarrow>(int depth, float* left, int stride, float* right, float* target, int count)
            where TTile : struct, IFloatTile
            where TNarrow : struct, IFloatTile
        {
            var t = 0;
            while (t < count)
            {
                if (count - t > TNarrow.Tokens)
                {
                    for (var o = 0; o < Panel.Outputs; o += TTile.Outputs) TTile.Run(depth, left + o, stride, right + t, target + (o * Panel.Tokens) + t, accumulate: false);
                    t += TTile.Tokens;
                }
                else
                {
                    for (var o = 0; o < Panel.Outputs; o += TNarrow.Outputs) TNarrow.Run(depth, left + o, stride, right + t, target + (o * Panel.Tokens) + t, accumulate: false);
                    t += TNarrow.Tokens;
                }
            }

            return t;
        }

        /// <summary>Turns a vector of queries' scores [key] into weights that sum to 1.</summary>
        [MethodImpl(Simd.Hot)]
        private static void Softmax<V>(float* scores, int length, float scale)
            where V : struct, IVector<V>
        {
            var max = V.Load(scores);
            for (var key = 1; key < length; key++) max = V.Max(max, V.Load(scores + (key * Panel.Tokens)));

            var factor = V.All(scale);
            var sum = V.Zero;
            for (var key = 0; key < length; key++)
            {
                var weight = VectorMath.Exp((V.Load(scores + (key * Panel.Tokens)) - max) * factor);
                weight.Store(scores + (key * Panel.Tokens));
                sum += weight;
            }

            var share = V.All(1f) / sum;
            for (var key = 0; key < length; key++) (V.Load(scores + (key * Panel.Tokens)) * share).Store(scores + (key * Panel.Tokens));
        }
    }
}
