using System.Runtime.CompilerServices;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>Six outputs of two vectors of tokens: 12 sums, 2 operands and 2 broadcasts fill the 16 registers of AVX2 and SSE.</summary>
internal readonly unsafe struct Tile6x2<V> : IFloatTile
    where V : struct, IVector<V>
{
    public static int Outputs => 6;

    public static int Tokens => 2 * V.Count;

    [MethodImpl(Simd.Hot)]
    public static void Run(int k, float* weights, long stride, float* tokens, float* target, bool accumulate)
    {
        V s0L = V.Zero, s0R = V.Zero,
            s1L = V.Zero, s1R = V.Zero,
            s2L = V.Zero, s2R = V.Zero,
            s3L = V.Zero, s3R = V.Zero,
            s4L = V.Zero, s4R = V.Zero,
            s5L = V.Zero, s5R = V.Zero;
        for (; k > 0; k--, weights += stride, tokens += Panel.Tokens)
        {
            V left = V.Load(tokens), right = V.Load(tokens + V.Count);
            V w0 = V.All(weights[0]);
            s0L = V.MulAdd(w0, left, s0L);
            s0R = V.MulAdd(w0, right, s0R);
            V w1 = V.All(weights[1]);
            s1L = V.MulAdd(w1, left, s1L);
            s1R = V.MulAdd(w1, right, s1R);
            V w2 = V.All(weights[2]);
            s2L = V.MulAdd(w2, left, s2L);
            s2R = V.MulAdd(w2, right, s2R);
            V w3 = V.All(weights[3]);
            s3L = V.MulAdd(w3, left, s3L);
            s3R = V.MulAdd(w3, right, s3R);
            V w4 = V.All(weights[4]);
            s4L = V.MulAdd(w4, left, s4L);
            s4R = V.MulAdd(w4, right, s4R);
            V w5 = V.All(weights[5]);
            s5L = V.MulAdd(w5, left, s5L);
            s5R = V.MulAdd(w5, right, s5R);
        }

        Finish(s0L, s0R, target, accumulate);
        Finish(s1L, s1R, target + Panel.Tokens, accumulate);
        Finish(s2L, s2R, target + (2 * Panel.Tokens), accumulate);
        Finish(s3L, s3R, target + (3 * Panel.Tokens), accumulate);
        Finish(s4L, s4R, target + (4 * Panel.Tokens), accumulate);
        Finish(s5L, s5R, target + (5 * Panel.Tokens), accumulate);
    }

    [MethodImpl(Simd.Inline)]
    private static void Finish(V left, V right, float* target, bool accumulate)
    {
        (accumulate ? V.Load(target) + left : left).Store(target);
        (accumulate ? V.Load(target + V.Count) + right : right).Store(target + V.Count);
    }
}
