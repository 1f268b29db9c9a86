namespace TransferLearning.Charts;

/// <summary>A table whose cells are texts and whose columns know their side.</summary>
/// <param name="Caption">The text above the table, if any.</param>
/// <param name="Headers">One header for each column.</param>
/// <param name="Notes">One second line for each header, empty where there is none; null when no column has one.</param>
/// <param name="Alignments">One side for each column, never <see cref="Alignment.Automatic"/>.</param>
/// <param name="Rows">The cells.</param>
internal sealed record FormattedTable(string? Caption, string[] Headers, string[]? Notes, Alignment[] Alignments, string[][] Rows)
{
    public static FormattedTable Of(Table table)
    {
        var columns = table.Columns.Select((column, index) =>
        {
            var values = table.Rows.Select(row => row[index]).ToList();
            var format = CellFormat.ForColumn(values, column.Format);
            return (Side: SideOf(column, values), Cells: values.Select(format).ToArray());
        }).ToArray();

        return new FormattedTable(
            table.Caption,
            [.. table.Columns.Select(column => column.Header)],
            table.Columns.Any(column => column.Note is not null) ? [.. table.Columns.Select(column => column.Note ?? "")] : null,
            [.. columns.Select(column => column.Side)],
            [.. Enumerable.Range(0, table.Rows.Count).Select(row => columns.Select(column => column.Cells[row]).ToArray())]);
    }

    private static Alignment SideOf(TableColumn column, List<object?> values) => column.Alignment switch
    {
        Alignment.Automatic => values.Any(CellFormat.IsNumber) && values.All(value => value is null || CellFormat.IsNumber(value))
            ? Alignment.Right
            : Alignment.Left,
        var side => side,
    };
}
