namespace TransferLearning.Data;

/// <summary>Percentiles of sorted values.</summary>
internal static class Percentile
{
    /// <summary>The value below which a share of the values lies, in a straight line between its neighbours (NumPy's default).</summary>
    /// <param name="sorted">The values in ascending order, at least one.</param>
    /// <param name="share">The share, in [0, 1].</param>
    public static double Of(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below]));
    }
}
