using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>Four outputs of eight tokens with AVX2, which multiplies bytes without sign by bytes with sign and adds two products in 16 bits.</summary>
/// <remarks>The tokens' sign is moved to the weights. Both then lie within 127, so that the sum of two products stays below 32,768 and nothing is cut off.</remarks>
internal readonly unsafe struct Avx2Tile : IInt8Tile
{
    public static int Outputs => 4;

    public static int Tokens => 8;

    public static int TokenOffset => 0;

    [MethodImpl(Simd.Hot)]
    public static void Run(int quads, sbyte* weights, byte* tokens, int* target)
    {
        Vector256<int> s0 = default, s1 = default, s2 = default, s3 = default;
        var ones = Vector256.Create((short)1);
        for (; quads > 0; quads--, weights += 4 * Panel.Outputs, tokens += 4 * Panel.Tokens)
        {
            var signed = Vector256.Load(tokens).AsSByte();
            var size = Avx2.Abs(signed);
            s0 += Dot(size, signed, weights, ones);
            s1 += Dot(size, signed, weights + 4, ones);
            s2 += Dot(size, signed, weights + 8, ones);
            s3 += Dot(size, signed, weights + 12, ones);
        }

        s0.Store(target);
        s1.Store(target + Panel.Tokens);
        s2.Store(target + (2 * Panel.Tokens));
        s3.Store(target + (3 * Panel.Tokens));
    }

    /// <summary>Sums of four products each.</summary>
    [MethodImpl(Simd.Inline)]
    private static Vector256<int> Dot(Vector256<byte> size, Vector256<sbyte> signed, sbyte* weights, Vector256<short> ones)
    {
        var turned = Avx2.Sign(Vector256.Create(*(int*)weights).AsSByte(), signed);
        return Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(size, turned), ones);
    }
}
