namespace TransferLearning.Charts;

/// <summary>The bars of one colour in a chart of grouped bars.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Values">One value for each category.</param>
public sealed record BarGroup(string Name, IReadOnlyList<double> Values)
{
    /// <summary>The lowest value that was measured for each category, drawn as an error bar.</summary>
    public IReadOnlyList<double>? Lower { get; init; }

    /// <summary>The highest value that was measured for each category, drawn as an error bar.</summary>
    public IReadOnlyList<double>? Upper { get; init; }
}
