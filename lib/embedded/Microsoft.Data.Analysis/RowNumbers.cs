namespace Microsoft.Data.Analysis;

/// <summary>Row numbers, as indexes and filters name them.</summary>
internal static class RowNumbers
{
    public static IEnumerable<long> From(long start, long count)
    {
        for (var row = start; row < start + count; row++)
        {
            yield return row;
        }
    }

    /// <summary>Reads a filter of booleans or a list of row numbers; a null in the list stays null.</summary>
    /// <remarks>As in the real package a filter may be shorter than the column: the rows beyond it are left out.</remarks>
    /// <exception cref="ArgumentException">The column holds something else, or the filter is longer than the column.</exception>
    public static IEnumerable<long?> Of(DataFrameColumn map, long length) => map switch
    {
        PrimitiveDataFrameColumn<bool> filter when filter.Length <= length =>
            From(0, filter.Length).Where(row => filter[row] == true).Select(row => (long?)row),
        PrimitiveDataFrameColumn<bool> filter =>
            throw new ArgumentException($"The filter has {filter.Length} values, the data frame {length} rows: a filter has one value for each row.", nameof(map)),
        PrimitiveDataFrameColumn<long> rows => rows,
        PrimitiveDataFrameColumn<int> rows => rows.Select(row => (long?)row),
        _ => throw new ArgumentException($"A filter is a column of booleans or of row numbers (int or long), not of {map.DataType.Name}.", nameof(map)),
    };
}
