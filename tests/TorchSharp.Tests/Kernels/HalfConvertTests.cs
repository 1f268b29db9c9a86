using TorchSharp.Kernels;

namespace TorchSharp.Tests.Kernels;

public sealed unsafe class HalfConvertTests
{
    private static readonly float[] s_special = [0, -0f, 1, -1, 1e-40f, 65504, 65520, 1e30f, float.MaxValue, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1 + (1f / 256), 1 + (3f / 256), 6e-8f];

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(33)]
    [InlineData(70_001)]
    public void Float16_matches_the_runtimes_conversion_both_ways(int n)
    {
        float[] x = [.. s_special, .. Numbers.Random(n, 1, 10)], back = new float[x.Length];
        var halves = new Half[x.Length];
        fixed (float* px = x, pb = back)
        fixed (Half* ph = halves)
        {
            HalfConvert.ToFloat16(px, ph, x.Length);
            HalfConvert.FromFloat16(ph, pb, x.Length);
        }

        Assert.Equal(x.Select(v => (Half)v), halves);
        Assert.Equal(x.Select(v => (float)(Half)v), back);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(33)]
    [InlineData(70_001)]
    public void Bfloat16_rounds_to_the_nearest_and_ties_to_even(int n)
    {
        float[] x = [.. s_special, .. Numbers.Random(n, 2, 10), .. s_special], back = new float[x.Length];
        var small = new ushort[x.Length];
        fixed (float* px = x, pb = back)
        fixed (ushort* ps = small)
        {
            HalfConvert.ToBFloat16(px, ps, x.Length);
            HalfConvert.FromBFloat16(ps, pb, x.Length);
        }

        for (int i = 0; i < x.Length; i++) Assert.Equal(Nearest(x[i]), back[i]);
    }

    /// <summary>The nearer of the two neighbours with eight bits of mantissa; of equally near ones the even.</summary>
    private static float Nearest(float x)
    {
        if (!float.IsFinite(x)) return x;
        uint bits = BitConverter.SingleToUInt32Bits(x), low = bits & 0xFFFF_0000, rest = bits & 0xFFFF;
        bool up = rest > 0x8000 || (rest == 0x8000 && (low & 0x1_0000) != 0);
        return BitConverter.UInt32BitsToSingle(up ? low + 0x1_0000 : low);
    }
}
