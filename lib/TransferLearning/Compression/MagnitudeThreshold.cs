using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TransferLearning.Compression;

/// <summary>Finds the magnitude below which a share of many weights lies, without sorting them.</summary>
/// <remarks>
/// The bits of a float without its sign, taken as a whole number, are in the order of the floats' magnitudes. So the upper half of the bits is counted first, and
/// then the lower half of those weights whose upper half is the one that was sought.
/// </remarks>
internal static class MagnitudeThreshold
{
    private const int Halves = 1 << 16;

    /// <summary>The magnitude of the <paramref name="count"/>-th smallest weight.</summary>
    /// <param name="weights">The weights, float32.</param>
    /// <param name="count">From 1 to the number of weights.</param>
    public static float Find(IReadOnlyList<Tensor> weights, long count)
    {
        var upper = new long[Halves];
        Visit(weights, bits => upper[bits >> 16]++);
        var (half, before) = Locate(upper, count);
        var lower = new long[Halves];
        Visit(weights, bits =>
        {
            if (bits >> 16 == half) lower[bits & 0xFFFF]++;
        });
        return BitConverter.UInt32BitsToSingle(((uint)half << 16) | (uint)Locate(lower, count - before).Bucket);
    }

    private static (int Bucket, long Before) Locate(long[] counts, long wanted)
    {
        var before = 0L;
        for (var bucket = 0; ; bucket++)
        {
            if (before + counts[bucket] >= wanted) return (bucket, before);
            before += counts[bucket];
        }
    }

    private static void Visit(IReadOnlyList<Tensor> weights, Action<uint> visit)
    {
        foreach (var weight in weights)
        {
            using var scope = NewDisposeScope();
            foreach (var bits in MemoryMarshal.Cast<byte, uint>(weight.detach().cpu().contiguous().bytes)) visit(bits & 0x7FFF_FFFF);
        }
    }
}
