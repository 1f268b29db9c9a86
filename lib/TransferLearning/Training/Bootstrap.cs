using TransferLearning.Data;

namespace TransferLearning.Training;

/// <summary>A figure and the interval in which it probably lies.</summary>
/// <param name="Estimate">The figure on the examples themselves.</param>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="Level">The confidence level, in (0, 1).</param>
public sealed record ConfidenceInterval(double Estimate, double Lower, double Upper, double Level)
{
    /// <summary>Such as <c>0.812 (95% interval 0.776–0.845)</c>.</summary>
    public override string ToString() => $"{Estimate:F3} ({Level * 100:0.##}% interval {Lower:F3}–{Upper:F3})";
}

/// <summary>
/// Confidence intervals by resampling (Efron 1979, "Bootstrap Methods: Another Look at the Jackknife"): the figure is
/// computed on many samples drawn with replacement from the examples, and its percentiles are the interval.
/// </summary>
public static class Bootstrap
{
    /// <summary>The percentile interval of a figure.</summary>
    /// <param name="count">The number of examples, at least 1.</param>
    /// <param name="statistic">Computes the figure on examples, given by their positions, of which some occur more than once.</param>
    /// <param name="level">The confidence level, in (0, 1).</param>
    /// <param name="resamples">The number of samples, at least 2.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    public static ConfidenceInterval Interval(int count, Func<IReadOnlyList<int>, double> statistic, double level = 0.95, int resamples = 1000, int seed = 42)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 2);
        if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "The confidence level lies between 0 and 1, such as 0.95.");

        var random = new Random(seed);
        var sample = new int[count];
        var values = new double[resamples];
        for (var i = 0; i < resamples; i++)
        {
            for (var j = 0; j < count; j++) sample[j] = random.Next(count);
            values[i] = statistic(sample);
        }

        Array.Sort(values);
        var tail = (1 - level) / 2;
        return new ConfidenceInterval(statistic([.. Enumerable.Range(0, count)]), Percentile.Of(values, tail), Percentile.Of(values, 1 - tail), level);
    }
}
