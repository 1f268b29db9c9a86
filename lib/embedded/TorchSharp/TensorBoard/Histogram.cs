using TorchSharp.Utils.tensorboard.Enums;

namespace TorchSharp.TensorBoard;

/// <summary>Counts of values in bins, as TensorBoard's histograms and distributions show them.</summary>
internal sealed record Histogram(double Min, double Max, long Count, double Sum, double SumOfSquares, double[] Limits, double[] Counts)
{
    private static readonly double[] TensorflowLimits = MakeTensorflowLimits();

    /// <exception cref="ArgumentException">There are no values, or one is not a number.</exception>
    /// <exception cref="NotSupportedException">The selector is one that the embedded engine lacks.</exception>
    public static Histogram Of(double[] values, HistogramBinSelector selector, long? maxBins)
    {
        if (values.Length == 0) throw new ArgumentException("A histogram needs at least one value.", nameof(values));
        if (Array.FindIndex(values, value => !double.IsFinite(value)) is var bad and >= 0)
            throw new ArgumentException($"A histogram needs finite values, but value {bad} is {values[bad]}.", nameof(values));

        double min = values.Min(), max = values.Max();
        double[] limits = selector == HistogramBinSelector.Tensorflow ? TensorflowLimits : Even(min, max, Bins(values, selector, min, max));
        if (maxBins is { } most && limits.Length > most)
            limits = [.. limits.Chunk((int)((limits.Length + most - 1) / most)).Select(group => group[^1])];

        var counts = new double[limits.Length];
        foreach (double value in values)
        {
            int index = Array.BinarySearch(limits, value);
            counts[Math.Min(index < 0 ? ~index : index, limits.Length - 1)]++;
        }

        // Empty bins at both ends say nothing, but one before the first count marks where that bin begins.
        int first = Math.Max(Array.FindIndex(counts, count => count > 0) - 1, 0), last = Array.FindLastIndex(counts, count => count > 0);
        return new Histogram(min, max, values.Length, values.Sum(), values.Sum(value => value * value), limits[first..(last + 1)], counts[first..(last + 1)]);
    }

    public ProtoMessage ToMessage() => new ProtoMessage()
        .Double(1, Min).Double(2, Max).Double(3, Count).Double(4, Sum).Double(5, SumOfSquares)
        .Doubles(6, Limits).Doubles(7, Counts);

    private static int Bins(double[] values, HistogramBinSelector selector, double min, double max) => selector switch
    {
        _ when max == min => 1,
        HistogramBinSelector.Sqrt => (int)Math.Ceiling(Math.Sqrt(values.Length)),
        HistogramBinSelector.Sturges => (int)Math.Ceiling(Math.Log2(values.Length)) + 1,
        HistogramBinSelector.Rice => (int)Math.Ceiling(2 * Math.Cbrt(values.Length)),
        HistogramBinSelector.Scott => (int)Math.Ceiling((max - min) / ScottWidth(values)),
        _ => throw new NotSupportedException($"The embedded engine has no histogram with the bins of {selector}: choose Tensorflow, Sqrt, Sturges, Rice or Scott, or run `./course use nuget`."),
    };

    private static double ScottWidth(double[] values)
    {
        double mean = values.Average();
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return Math.Cbrt(24 * Math.Sqrt(Math.PI) / values.Length) * deviation;
    }

    private static double[] Even(double min, double max, int bins)
        => max == min ? [min] : [.. Enumerable.Range(1, bins).Select(i => i == bins ? max : min + (max - min) * i / bins)];

    private static double[] MakeTensorflowLimits()
    {
        var positive = new List<double>();
        for (double limit = 1e-12; limit < 1e20; limit *= 1.1) positive.Add(limit);
        positive.Add(double.MaxValue);
        return [.. positive.Select(limit => -limit).Reverse(), 0, .. positive];
    }
}
