using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>
/// Packing: the order in which a micro-kernel reads an operand becomes the order in memory. A panel holds a tile's worth of rows of a (or columns of b),
/// step of k after step of k, so the innermost loop reads straight ahead whatever the strides were, and touches few pages.
/// </summary>
/// <remarks>
/// The operand comes from L3 or memory in pieces too short for the processor's own prefetching to help, so packing sends for them itself, some way ahead.
/// Where the rows of a panel lie beside one another, several panels are packed at a time: a cache line holds parts of more than one.
/// </remarks>
internal static unsafe class Panels
{
    /// <summary>How many steps of k ahead rows are sent for.</summary>
    private const int StepsAhead = 12;

    /// <summary>
    /// Packs <paramref name="rows"/> rows into panels of <paramref name="width"/>, k · width floats each:
    /// target[(i / width · k + p) · width + i mod width] = alpha · source[i · across + p · along] for p &lt; k, i &lt; rows; the last panel is filled up with zeros.
    /// </summary>
    [MethodImpl(Simd.Hot)]
    public static void Pack(float* source, long across, long along, int k, int rows, int width, float* target, float alpha)
    {
        int panels = (rows + width - 1) / width, rest = rows - ((panels - 1) * width);
        long size = (long)k * width;
        float* last = target + ((panels - 1) * size);
        if (rest < width) new Span<float>(last, (int)size).Clear();
        if (across == 1)
        {
            int whole = rows / width;
            if (whole > 0) CopyPanels(source, along, k, whole, width, target, alpha);
            if (rest < width) CopyElements(source + ((long)whole * width), 1, along, k, 0, rest, width, last, alpha);
        }
        else if (along == 1)
        {
            for (int panel = 0; panel < panels; panel++)
                Turn(source + (panel * width * across), across, k, panel + 1 < panels ? width : rest, width, target + (panel * size), alpha);
        }
        else
        {
            for (int panel = 0; panel < panels; panel++)
                CopyElements(source + (panel * width * across), across, along, k, 0, panel + 1 < panels ? width : rest, width, target + (panel * size), alpha);
        }
    }

    /// <summary>A step of k is one run of memory, cut into the panels. Widths are multiples of four, or odd sizes of the scalar path.</summary>
    [MethodImpl(Simd.Hot)]
    private static void CopyPanels(float* source, long along, int k, int panels, int width, float* target, float alpha)
    {
        long size = (long)k * width;
        Vector256<float> eight = Vector256.Create(alpha);
        Vector128<float> four = Vector128.Create(alpha);
        for (int p = 0; p < k; p++, source += along, target += width)
        {
            float* ahead = source + (StepsAhead * along);
            for (int i = 0; i < panels * width; i += Simd.CacheLine) Simd.Prefetch(ahead + i);
            float* from = source, to = target;
            for (int panel = 0; panel < panels; panel++, from += width, to += size)
            {
                int i = 0;
                for (; i + 8 <= width; i += 8) (Vector256.Load(from + i) * eight).Store(to + i);
                for (; i + 4 <= width; i += 4) (Vector128.Load(from + i) * four).Store(to + i);
                for (; i < width; i++) to[i] = from[i] * alpha;
            }
        }
    }

    /// <summary>Rows become columns in registers, eight or four rows at a time.</summary>
    [MethodImpl(Simd.Hot)]
    private static void Turn(float* source, long across, int k, int filled, int width, float* target, float alpha)
    {
        int i = 0;
        for (; Avx.IsSupported && i + 8 <= filled; i += 8) TurnEight(source + (i * across), across, k, width, target + i, alpha);
        for (; i + 4 <= filled; i += 4) TurnFour(source + (i * across), across, k, width, target + i, alpha);
        CopyElements(source, across, 1, k, i, filled, width, target, alpha);
    }

    /// <summary>Two blocks of four by four side by side: rows 0 to 3 in the lower halves of the registers, rows 4 to 7 in the upper ones.</summary>
    [MethodImpl(Simd.Hot)]
    private static void TurnEight(float* source, long across, int k, int width, float* to, float alpha)
    {
        Vector256<float> eight = Vector256.Create(alpha);
        float* row0 = source, row1 = row0 + across, row2 = row1 + across, row3 = row2 + across;
        long lower = 4 * across, ahead = width * across;
        int p = 0;
        for (; p + 4 <= k; p += 4, to += 4 * width)
        {
            float* next = NextPanel(row0, row1, row2, row3, p) + ahead;
            Simd.Prefetch(next);
            Simd.Prefetch(next + lower);
            Transpose.FourByFour(Both(row0 + p, lower) * eight, Both(row1 + p, lower) * eight, Both(row2 + p, lower) * eight, Both(row3 + p, lower) * eight, to, width);
        }

        CopyElements(source + p, across, 1, k - p, 0, 8, width, to, alpha);
    }

    [MethodImpl(Simd.Hot)]
    private static void TurnFour(float* source, long across, int k, int width, float* to, float alpha)
    {
        Vector128<float> four = Vector128.Create(alpha);
        float* row0 = source, row1 = row0 + across, row2 = row1 + across, row3 = row2 + across;
        long ahead = width * across;
        int p = 0;
        for (; p + 4 <= k; p += 4, to += 4 * width)
        {
            Simd.Prefetch(NextPanel(row0, row1, row2, row3, p) + ahead);
            Transpose.FourByFour(
                Vector128.Load(row0 + p) * four, Vector128.Load(row1 + p) * four, Vector128.Load(row2 + p) * four, Vector128.Load(row3 + p) * four, to, width);
        }

        CopyElements(source + p, across, 1, k - p, 0, 4, width, to, alpha);
    }

    /// <summary>Which of four rows to send for in the next panel: a line of one of them at each step of four.</summary>
    [MethodImpl(Simd.Inline)]
    private static float* NextPanel(float* row0, float* row1, float* row2, float* row3, int p) => (p % Simd.CacheLine) switch
    {
        0 => row0 + p,
        4 => row1 + p,
        8 => row2 + p,
        _ => row3 + p,
    };

    [MethodImpl(Simd.Inline)]
    private static Vector256<float> Both(float* upper, long distance) => Vector256.Create(Vector128.Load(upper), Vector128.Load(upper + distance));

    [MethodImpl(Simd.Hot)]
    private static void CopyElements(float* source, long across, long along, int k, int from, int to, int width, float* target, float alpha)
    {
        for (int i = from; i < to; i++)
        {
            for (int p = 0; p < k; p++) target[((long)p * width) + i] = source[(i * across) + (p * along)] * alpha;
        }
    }
}
