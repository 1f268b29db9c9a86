namespace TransferLearning.Charts.Drawing;

/// <summary>What a series needs to know of the chart around it.</summary>
/// <param name="Index">The trace's position, which picks its colour when it names none.</param>
/// <param name="XCategories">The names along x, or null for numbers.</param>
/// <param name="YCategories">The names along y, or null for numbers.</param>
/// <param name="Slots">How bars that share a position share its width.</param>
internal sealed record SeriesContext(int Index, Categories? XCategories, Categories? YCategories, BarSlots Slots)
{
    /// <summary>Places along x: the values, or 0, 1, 2 … when the trace gives none.</summary>
    public double[] PlacesOnX(Values values, int count) => Places(values, XCategories, count);

    /// <summary>Places along y: the values, or 0, 1, 2 … when the trace gives none.</summary>
    public double[] PlacesOnY(Values values, int count) => Places(values, YCategories, count);

    private static double[] Places(Values values, Categories? categories, int count) => (values.Count, categories) switch
    {
        (0, _) => [.. Enumerable.Range(0, count).Select(index => (double)index)],
        (_, { } names) => [.. values.Texts.Select(names.PlaceOf)],
        _ => values.Numbers,
    };
}
