namespace TransferLearning.Charts.Drawing;

/// <summary>The five numbers of a box plot and what lies outside.</summary>
internal sealed record BoxSummary(double Place, double Low, double LowerQuartile, double Median, double UpperQuartile, double High, double[] Outliers)
{
    /// <summary>
    /// Summarises a sample of at least one value. Quartiles interpolate between values that stand at (i − ½)/n, as
    /// plotly.js has it; whiskers reach the last values within 1.5 times the distance of the quartiles (Tukey 1977).
    /// </summary>
    public static BoxSummary Of(double place, IEnumerable<double> sample)
    {
        var sorted = sample.Order().ToArray();
        var (lower, median, upper) = (Quantile(sorted, 0.25), Quantile(sorted, 0.5), Quantile(sorted, 0.75));
        var reach = 1.5 * (upper - lower);
        var inside = sorted.Where(value => value >= lower - reach && value <= upper + reach).ToArray();
        return new BoxSummary(
            place, Math.Min(inside[0], lower), lower, median, upper, Math.Max(inside[^1], upper),
            [.. sorted.Where(value => value < lower - reach || value > upper + reach)]);
    }

    public string Describe() =>
        $"median {TickLabel.Short(Median)}, quartiles {TickLabel.Short(LowerQuartile)} and {TickLabel.Short(UpperQuartile)}, whiskers {TickLabel.Short(Low)} to {TickLabel.Short(High)}";

    private static double Quantile(double[] sorted, double fraction)
    {
        var place = Math.Clamp((fraction * sorted.Length) - 0.5, 0, sorted.Length - 1);
        var index = Math.Min((int)place, Math.Max(sorted.Length - 2, 0));
        return sorted.Length == 1 ? sorted[0] : sorted[index] + ((place - index) * (sorted[index + 1] - sorted[index]));
    }
}
