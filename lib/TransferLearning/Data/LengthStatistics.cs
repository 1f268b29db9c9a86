namespace TransferLearning.Data;

/// <summary>How long the texts of a data set are, for choosing the length at which they are cut.</summary>
/// <param name="Count">The number of texts.</param>
/// <param name="Mean">The mean length.</param>
/// <param name="Median">The length that half of the texts do not exceed.</param>
/// <param name="Percentile95">The length that 95 % of the texts do not exceed.</param>
/// <param name="Percentile99">The length that 99 % of the texts do not exceed.</param>
/// <param name="Longest">The greatest length.</param>
public sealed record LengthStatistics(int Count, double Mean, double Median, double Percentile95, double Percentile99, int Longest)
{
    /// <summary>The statistics of lengths; percentiles between two lengths lie on a straight line between them.</summary>
    /// <param name="lengths">The lengths, at least one.</param>
    /// <exception cref="ArgumentException">There is no length.</exception>
    public static LengthStatistics Of(IEnumerable<int> lengths)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        double[] sorted = [.. lengths.Select(length => (double)length).Order()];
        return sorted.Length == 0
            ? throw new ArgumentException("There are no texts to measure.", nameof(lengths))
            : new LengthStatistics(
                sorted.Length, sorted.Average(), Percentile.Of(sorted, 0.5), Percentile.Of(sorted, 0.95), Percentile.Of(sorted, 0.99), (int)sorted[^1]);
    }

    /// <summary>Such as <c>2000 texts: 23.1 tokens on average, half up to 21, 95 % up to 44, 99 % up to 61, longest 80</c>.</summary>
    public override string ToString() =>
        $"{Count} texts: {Mean:0.0} tokens on average, half up to {Median:0}, 95 % up to {Percentile95:0}, 99 % up to {Percentile99:0}, longest {Longest}";
}
