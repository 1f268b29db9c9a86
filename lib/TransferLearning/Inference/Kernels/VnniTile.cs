using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>Six outputs of sixteen tokens with AVX-VNNI: an instruction multiplies 32 pairs and adds them up by fours.</summary>
/// <remarks>The instruction takes its left operand without sign, so tokens are stored 128 too large, and what that adds is taken off again afterwards.</remarks>
internal readonly unsafe struct VnniTile : IInt8Tile
{
    public static int Outputs => 6;

    public static int Tokens => 16;

    public static int TokenOffset => 128;

    [MethodImpl(Simd.Hot)]
    public static void Run(int quads, sbyte* weights, byte* tokens, int* target)
    {
        Vector256<int> s0L = default, s0R = default,
            s1L = default, s1R = default,
            s2L = default, s2R = default,
            s3L = default, s3R = default,
            s4L = default, s4R = default,
            s5L = default, s5R = default;
        for (; quads > 0; quads--, weights += 4 * Panel.Outputs, tokens += 4 * Panel.Tokens)
        {
            Vector256<byte> left = Vector256.Load(tokens), right = Vector256.Load(tokens + 32);
            var w0 = Vector256.Create(*(int*)weights).AsSByte();
            s0L = AvxVnni.MultiplyWideningAndAdd(s0L, left, w0);
            s0R = AvxVnni.MultiplyWideningAndAdd(s0R, right, w0);
            var w1 = Vector256.Create(*(int*)(weights + 4)).AsSByte();
            s1L = AvxVnni.MultiplyWideningAndAdd(s1L, left, w1);
            s1R = AvxVnni.MultiplyWideningAndAdd(s1R, right, w1);
            var w2 = Vector256.Create(*(int*)(weights + 8)).AsSByte();
            s2L = AvxVnni.MultiplyWideningAndAdd(s2L, left, w2);
            s2R = AvxVnni.MultiplyWideningAndAdd(s2R, right, w2);
            var w3 = Vector256.Create(*(int*)(weights + 12)).AsSByte();
            s3L = AvxVnni.MultiplyWideningAndAdd(s3L, left, w3);
            s3R = AvxVnni.MultiplyWideningAndAdd(s3R, right, w3);
            var w4 = Vector256.Create(*(int*)(weights + 16)).AsSByte();
            s4L = AvxVnni.MultiplyWideningAndAdd(s4L, left, w4);
            s4R = AvxVnni.MultiplyWideningAndAdd(s4R, right, w4);
            var w5 = Vector256.Create(*(int*)(weights + 20)).AsSByte();
            s5L = AvxVnni.MultiplyWideningAndAdd(s5L, left, w5);
            s5R = AvxVnni.MultiplyWideningAndAdd(s5R, right, w5);
        }

        Put(s0L, s0R, target);
        Put(s1L, s1R, target + Panel.Tokens);
        Put(s2L, s2R, target + (2 * Panel.Tokens));
        Put(s3L, s3R, target + (3 * Panel.Tokens));
        Put(s4L, s4R, target + (4 * Panel.Tokens));
        Put(s5L, s5R, target + (5 * Panel.Tokens));
    }

    [MethodImpl(Simd.Inline)]
    private static void Put(Vector256<int> left, Vector256<int> right, int* target)
    {
        left.Store(target);
        right.Store(target + 8);
    }
}
