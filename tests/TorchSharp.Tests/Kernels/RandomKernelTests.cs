using TorchSharp.Kernels;
using static TorchSharp.Tests.Kernels.KernelSettings;

namespace TorchSharp.Tests.Kernels;

[Collection(Name)]
public sealed unsafe class RandomKernelTests
{
    /// <summary>The known answers that the authors of Random123 publish for philox4x32-10 (their file kat_vectors).</summary>
    [Fact]
    public void Generator_gives_the_published_answers()
    {
        Assert.Equal([0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u], Words(0, 0, 0));
        Assert.Equal([0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu], Words(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue));
        Assert.Equal([0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u], Words(0x299f31d0_a4093822, 0x85a308d3_243f6a88, 0x03707344_13198a2e));
    }

    [Fact]
    public void Every_width_makes_the_words_of_the_reference() => AtEveryLevel(level =>
    {
        foreach (ulong offset in (ulong[])[0, 16, 0xFFFF_FFF0, 0xFFFF_FFFF_FFFF_FFF0])
        {
            var words = new uint[200];
            fixed (uint* p = words) Philox.Bits(p, words.Length, 0x1234_5678_9ABC_DEF0, offset);
            for (int i = 0; i < words.Length; i++) Assert.Equal(PhiloxReference.Element(0x1234_5678_9ABC_DEF0, offset, i), words[i]);
        }
    });

    [Fact]
    public void Counters_of_a_sequence_do_not_touch_the_next_one()
    {
        uint[] longer = new uint[192], next = new uint[64];
        fixed (uint* p = longer) Philox.Bits(p, 192, 9, 100);
        fixed (uint* p = next) Philox.Bits(p, 64, 9, 100 + Philox.Counters(100));
        Assert.Equal(longer[128..], next);
    }

    [Fact]
    public void Uniform_numbers_fill_the_unit_interval_evenly()
    {
        float[] y = new float[100_001];
        fixed (float* p = y) Philox.Uniform(p, y.Length, 1, 0);
        Assert.All(y, value => Assert.InRange(value, 0, MathF.BitDecrement(1)));
        Assert.Equal(0.5, y.Average(), 5e-3);
        Assert.Equal(1.0 / 12, y.Average(v => (v - 0.5) * (v - 0.5)), 2e-3);

        double[] d = new double[100_001];
        fixed (double* p = d) Philox.Uniform(p, d.Length, 1, 0);
        Assert.All(d, value => Assert.InRange(value, 0, Math.BitDecrement(1)));
        Assert.Equal(0.5, d.Average(), 5e-3);
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_standard_normal()
    {
        float[] y = new float[200_001];
        fixed (float* p = y) Philox.Normal(p, y.Length, 2, 0);
        Assert.All(y, value => Assert.True(float.IsFinite(value)));
        Assert.Equal(0, y.Average(), 1e-2);
        Assert.Equal(1, y.Average(v => (double)v * v), 1e-2);
        Assert.Equal(0, y.Average(v => (double)v * v * v), 3e-2);
        Assert.Equal(3, y.Average(v => (double)v * v * v * v), 6e-2);
        Assert.Equal(0.9545, y.Average(v => Math.Abs(v) < 2 ? 1.0 : 0), 3e-3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(40_000)]
    public void Dropout_matches_its_reference(int n) => AtEveryLevel(_ =>
    {
        foreach (float p in (float[])[0, 0.1f, 0.5f, 1])
        {
            float[] x = Numbers.Random(n, 1), expected = new float[n], actual = new float[n];
            fixed (float* px = x, pe = expected, pa = actual)
            {
                DropoutReference.Apply(px, pe, n, p, 4, 32);
                Dropout.Apply(px, pa, n, p, 4, 32);
            }

            Assert.Equal(expected, actual);
            if (n == 40_000) Assert.Equal(p, actual.Count(v => v == 0) / (double)n, 0.01);
        }
    });

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits() => SameBitsWithAnyThreads(() =>
    {
        float[] uniform = new float[100_003], normal = new float[100_003], dropped = new float[100_003];
        fixed (float* p1 = uniform, p2 = normal, p3 = dropped)
        {
            Philox.Uniform(p1, uniform.Length, 5, 1);
            Philox.Normal(p2, normal.Length, 5, 2);
            Dropout.Apply(p2, p3, dropped.Length, 0.3f, 5, 3);
        }

        return [.. uniform, .. normal, .. dropped];
    });

    private static uint[] Words(ulong key, ulong low, ulong high) => [.. Enumerable.Range(0, 4).Select(w => PhiloxReference.Word(key, low, high, w))];
}
