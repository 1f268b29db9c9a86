namespace TransferLearning.Charts;

/// <summary>A column of a <see cref="Table"/>.</summary>
/// <param name="Header">The text above the column.</param>
/// <param name="Format">
/// A .NET format string for the values (<c>P1</c>, <c>0.000</c>); <see langword="null"/> shows numbers with as many
/// decimals, at most four, as the column needs.
/// </param>
/// <param name="Alignment">On which side of the column its cells stand.</param>
public sealed record TableColumn(string Header, string? Format = null, Alignment Alignment = Alignment.Automatic)
{
    /// <summary>A second line below the header, such as a unit or a type.</summary>
    public string? Note { get; init; }

    /// <summary>A column that has a header only.</summary>
    public static implicit operator TableColumn(string header) => new(header);

    /// <summary>The same as the conversion from a text.</summary>
    public static TableColumn FromString(string header) => new(header);
}
