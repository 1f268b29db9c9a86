namespace TransferLearning.Charts;

/// <summary>A curve, optionally with the band between the lowest and the highest value at each place.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="X">Places along x, in ascending order.</param>
/// <param name="Y">One value for each place; NaN leaves a gap.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>The lower edge of the band, one value for each place.</summary>
    public IReadOnlyList<double>? Lower { get; init; }

    /// <summary>The upper edge of the band, one value for each place.</summary>
    public IReadOnlyList<double>? Upper { get; init; }

    /// <summary>Whether each place gets a marker; for curves of few points.</summary>
    public bool HasMarkers { get; init; }
}
