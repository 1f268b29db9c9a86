namespace TorchSharp.Tests.Kernels;

/// <summary>Seeded inputs, and comparison that says where it failed.</summary>
internal static class Numbers
{
    /// <summary>Uniform in [−scale, scale).</summary>
    public static float[] Random(long length, int seed, float scale = 1)
    {
        var random = new Random(seed);
        var values = new float[length];
        for (int i = 0; i < values.Length; i++) values[i] = (float)((random.NextDouble() * 2) - 1) * scale;
        return values;
    }

    /// <summary>|actual − expected| ≤ absolute + relative · |expected|; NaN and infinities must be the same.</summary>
    public static void Close(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double relative, double absolute, string what = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (expected[i].Equals(actual[i])) continue;
            double error = Math.Abs((double)expected[i] - actual[i]);
            Assert.True(error <= absolute + (relative * Math.Abs((double)expected[i])), $"{what} [{i}]: expected {expected[i]:R}, was {actual[i]:R}");
        }
    }
}
