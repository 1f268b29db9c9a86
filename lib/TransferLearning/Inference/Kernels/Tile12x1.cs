using System.Runtime.CompilerServices;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>Twelve outputs of one vector of tokens: for a panel that is at most half full.</summary>
internal readonly unsafe struct Tile12x1<V> : IFloatTile
    where V : struct, IVector<V>
{
    public static int Outputs => 12;

    public static int Tokens => V.Count;

    [MethodImpl(Simd.Hot)]
    public static void Run(int k, float* weights, long stride, float* tokens, float* target, bool accumulate)
    {
        V s0 = V.Zero,
            s1 = V.Zero,
            s2 = V.Zero,
            s3 = V.Zero,
            s4 = V.Zero,
            s5 = V.Zero,
            s6 = V.Zero,
            s7 = V.Zero,
            s8 = V.Zero,
            s9 = V.Zero,
            s10 = V.Zero,
            s11 = V.Zero;
        for (; k > 0; k--, weights += stride, tokens += Panel.Tokens)
        {
            V column = V.Load(tokens);
            s0 = V.MulAdd(V.All(weights[0]), column, s0);
            s1 = V.MulAdd(V.All(weights[1]), column, s1);
            s2 = V.MulAdd(V.All(weights[2]), column, s2);
            s3 = V.MulAdd(V.All(weights[3]), column, s3);
            s4 = V.MulAdd(V.All(weights[4]), column, s4);
            s5 = V.MulAdd(V.All(weights[5]), column, s5);
            s6 = V.MulAdd(V.All(weights[6]), column, s6);
            s7 = V.MulAdd(V.All(weights[7]), column, s7);
            s8 = V.MulAdd(V.All(weights[8]), column, s8);
            s9 = V.MulAdd(V.All(weights[9]), column, s9);
            s10 = V.MulAdd(V.All(weights[10]), column, s10);
            s11 = V.MulAdd(V.All(weights[11]), column, s11);
        }

        Finish(s0, target, accumulate);
        Finish(s1, target + Panel.Tokens, accumulate);
        Finish(s2, target + (2 * Panel.Tokens), accumulate);
        Finish(s3, target + (3 * Panel.Tokens), accumulate);
        Finish(s4, target + (4 * Panel.Tokens), accumulate);
        Finish(s5, target + (5 * Panel.Tokens), accumulate);
        Finish(s6, target + (6 * Panel.Tokens), accumulate);
        Finish(s7, target + (7 * Panel.Tokens), accumulate);
        Finish(s8, target + (8 * Panel.Tokens), accumulate);
        Finish(s9, target + (9 * Panel.Tokens), accumulate);
        Finish(s10, target + (10 * Panel.Tokens), accumulate);
        Finish(s11, target + (11 * Panel.Tokens), accumulate);
    }

    [MethodImpl(Simd.Inline)]
    private static void Finish(V sum, float* target, bool accumulate) => (accumulate ? V.Load(target) + sum : sum).Store(target);
}
