using System.Runtime.CompilerServices;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>One output of one token: the plain twin of the other tiles, and what runs where there are no such instructions.</summary>
internal readonly unsafe struct ScalarInt8Tile : IInt8Tile
{
    public static int Outputs => 1;

    public static int Tokens => 1;

    public static int TokenOffset => 0;

    [MethodImpl(Simd.Hot)]
    public static void Run(int quads, sbyte* weights, byte* tokens, int* target)
    {
        var sum = 0;
        for (; quads > 0; quads--, weights += 4 * Panel.Outputs, tokens += 4 * Panel.Tokens)
        {
            for (var i = 0; i < 4; i++) sum += weights[i] * (sbyte)tokens[i];
        }

        *target = sum;
    }
}
