using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>Six outputs of eight tokens with Arm's dot-product instructions: each multiplies 16 pairs and adds them up by fours.</summary>
internal readonly unsafe struct ArmDotTile : IInt8Tile
{
    public static int Outputs => 6;

    public static int Tokens => 8;

    public static int TokenOffset => 0;

    [MethodImpl(Simd.Hot)]
    public static void Run(int quads, sbyte* weights, byte* tokens, int* target)
    {
        Vector128<int> s0L = default, s0R = default,
            s1L = default, s1R = default,
            s2L = default, s2R = default,
            s3L = default, s3R = default,
            s4L = default, s4R = default,
            s5L = default, s5R = default;
        for (; quads > 0; quads--, weights += 4 * Panel.Outputs, tokens += 4 * Panel.Tokens)
        {
            Vector128<sbyte> left = Vector128.Load((sbyte*)tokens), right = Vector128.Load((sbyte*)tokens + 16);
            var w0 = Vector128.Create(*(int*)weights).AsSByte();
            s0L = Dp.DotProduct(s0L, left, w0);
            s0R = Dp.DotProduct(s0R, right, w0);
            var w1 = Vector128.Create(*(int*)(weights + 4)).AsSByte();
            s1L = Dp.DotProduct(s1L, left, w1);
            s1R = Dp.DotProduct(s1R, right, w1);
            var w2 = Vector128.Create(*(int*)(weights + 8)).AsSByte();
            s2L = Dp.DotProduct(s2L, left, w2);
            s2R = Dp.DotProduct(s2R, right, w2);
            var w3 = Vector128.Create(*(int*)(weights + 12)).AsSByte();
            s3L = Dp.DotProduct(s3L, left, w3);
            s3R = Dp.DotProduct(s3R, right, w3);
            var w4 = Vector128.Create(*(int*)(weights + 16)).AsSByte();
            s4L = Dp.DotProduct(s4L, left, w4);
            s4R = Dp.DotProduct(s4R, right, w4);
            var w5 = Vector128.Create(*(int*)(weights + 20)).AsSByte();
            s5L = Dp.DotProduct(s5L, left, w5);
            s5R = Dp.DotProduct(s5R, right, w5);
        }

        Put(s0L, s0R, target);
        Put(s1L, s1R, target + Panel.Tokens);
        Put(s2L, s2R, target + (2 * Panel.Tokens));
        Put(s3L, s3R, target + (3 * Panel.Tokens));
        Put(s4L, s4R, target + (4 * Panel.Tokens));
        Put(s5L, s5R, target + (5 * Panel.Tokens));
    }

    [MethodImpl(Simd.Inline)]
    private static void Put(Vector128<int> left, Vector128<int> right, int* target)
    {
        left.Store(target);
        right.Store(target + 4);
    }
}
