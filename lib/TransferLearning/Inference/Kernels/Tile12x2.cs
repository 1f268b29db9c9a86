using System.Runtime.CompilerServices;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>Twelve outputs of two vectors of tokens.</summary>
/// <remarks>24 sums, 2 operands and a broadcast weight fill 27 of the 32 registers that AVX-512 and Arm have: the multiply-add units, not the loads, limit it.</remarks>
internal readonly unsafe struct Tile12x2<V> : IFloatTile
    where V : struct, IVector<V>
{
    public static int Outputs => 12;

    public static int Tokens => 2 * V.Count;

    [MethodImpl(Simd.Hot)]
    public static void Run(int k, float* weights, long stride, float* tokens, float* target, bool accumulate)
    {
        V s0L = V.Zero, s0R = V.Zero,
            s1L = V.Zero, s1R = V.Zero,
            s2L = V.Zero, s2R = V.Zero,
            s3L = V.Zero, s3R = V.Zero,
            s4L = V.Zero, s4R = V.Zero,
            s5L = V.Zero, s5R = V.Zero,
            s6L = V.Zero, s6R = V.Zero,
            s7L = V.Zero, s7R = V.Zero,
            s8L = V.Zero, s8R = V.Zero,
            s9L = V.Zero, s9R = V.Zero,
            s10L = V.Zero, s10R = V.Zero,
            s11L = V.Zero, s11R = V.Zero;
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
            V w6 = V.All(weights[6]);
            s6L = V.MulAdd(w6, left, s6L);
            s6R = V.MulAdd(w6, right, s6R);
            V w7 = V.All(weights[7]);
            s7L = V.MulAdd(w7, left, s7L);
            s7R = V.MulAdd(w7, right, s7R);
            V w8 = V.All(weights[8]);
            s8L = V.MulAdd(w8, left, s8L);
            s8R = V.MulAdd(w8, right, s8R);
            V w9 = V.All(weights[9]);
            s9L = V.MulAdd(w9, left, s9L);
            s9R = V.MulAdd(w9, right, s9R);
            V w10 = V.All(weights[10]);
            s10L = V.MulAdd(w10, left, s10L);
            s10R = V.MulAdd(w10, right, s10R);
            V w11 = V.All(weights[11]);
            s11L = V.MulAdd(w11, left, s11L);
            s11R = V.MulAdd(w11, right, s11R);
        }

        Finish(s0L, s0R, target, accumulate);
        Finish(s1L, s1R, target + Panel.Tokens, accumulate);
        Finish(s2L, s2R, target + (2 * Panel.Tokens), accumulate);
        Finish(s3L, s3R, target + (3 * Panel.Tokens), accumulate);
        Finish(s4L, s4R, target + (4 * Panel.Tokens), accumulate);
        Finish(s5L, s5R, target + (5 * Panel.Tokens), accumulate);
        Finish(s6L, s6R, target + (6 * Panel.Tokens), accumulate);
        Finish(s7L, s7R, target + (7 * Panel.Tokens), accumulate);
        Finish(s8L, s8R, target + (8 * Panel.Tokens), accumulate);
        Finish(s9L, s9R, target + (9 * Panel.Tokens), accumulate);
        Finish(s10L, s10R, target + (10 * Panel.Tokens), accumulate);
        Finish(s11L, s11R, target + (11 * Panel.Tokens), accumulate);
    }

    [MethodImpl(Simd.Inline)]
    private static void Finish(V left, V right, float* target, bool accumulate)
    {
        (accumulate ? V.Load(target) + left : left).Store(target);
        (accumulate ? V.Load(target + V.Count) + right : right).Store(target + V.Count);
    }
}
