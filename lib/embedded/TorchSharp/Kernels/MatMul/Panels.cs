using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Kernels;

/// <summary>
/// Packing: the order in which a micro-kernel reads an operand becomes the order in memory. A panel holds a tile's worth of rows of a (or columns of b),
/// step of k after step of k, so the innermost loop reads straight ahead whatever the strides were, and touches few pages.
/// </summary>
internal static unsafe class Panels
{
    /// <summary>
    /// target[p · width + i] = alpha · source[i · across + p · along] for p &lt; k, i &lt; filled; lanes from <paramref name="filled"/> to <paramref name="width"/> become 0.
    /// </summary>
    [MethodImpl(Simd.Hot)]
    public static void Pack(float* source, long across, long along, int k, int filled, int width, float* target, float alpha)
    {
        if (filled < width) new Span<float>(target, k * width).Clear();
        if (across == 1) CopyRows(source, along, k, filled, width, target);
        else if (along == 1) Turn(source, across, k, filled, width, target);
        else CopyElements(source, across, along, k, 0, filled, width, target);

        if (alpha != 1) TensorPrimitives.Multiply(new ReadOnlySpan<float>(target, k * width), alpha, new Span<float>(target, k * width));
    }

    [MethodImpl(Simd.Hot)]
    private static void CopyRows(float* source, long along, int k, int filled, int width, float* target)
    {
        for (int p = 0; p < k; p++, source += along, target += width)
        {
            int i = 0;
            for (; i + 8 <= filled; i += 8) Vector256.Load(source + i).Store(target + i);
            for (; i + 4 <= filled; i += 4) Vector128.Load(source + i).Store(target + i);
            for (; i < filled; i++) target[i] = source[i];
        }
    }

    /// <summary>Rows become columns, four by four in registers.</summary>
    [MethodImpl(Simd.Hot)]
    private static void Turn(float* source, long across, int k, int filled, int width, float* target)
    {
        int i = 0;
        for (; i + 4 <= filled; i += 4)
        {
            float* row0 = source + (i * across), row1 = row0 + across, row2 = row1 + across, row3 = row2 + across, to = target + i;
            int p = 0;
            for (; p + 4 <= k; p += 4, to += 4 * width)
            {
                Transpose.FourByFour(
                    Vector128.Load(row0 + p), Vector128.Load(row1 + p), Vector128.Load(row2 + p), Vector128.Load(row3 + p),
                    to, width);
            }

            for (; p < k; p++, to += width)
            {
                to[0] = row0[p];
                to[1] = row1[p];
                to[2] = row2[p];
                to[3] = row3[p];
            }
        }

        CopyElements(source, across, 1, k, i, filled, width, target);
    }

    private static void CopyElements(float* source, long across, long along, int k, int from, int to, int width, float* target)
    {
        for (int i = from; i < to; i++)
        {
            for (int p = 0; p < k; p++) target[((long)p * width) + i] = source[(i * across) + (p * along)];
        }
    }
}
