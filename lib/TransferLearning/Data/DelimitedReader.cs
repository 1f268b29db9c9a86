namespace TransferLearning.Data;

/// <summary>
/// Reads labelled texts from a TSV or CSV file with a header line, or from JSON lines (one object for each example).
/// Tab-separated files are split at every tab, as GLUE writes them; comma-separated ones follow RFC 4180. Files must be UTF-8.
/// </summary>
public static class DelimitedReader
{
    private static readonly string[] UsualTextColumns = ["sentence", "text", "review", "content", "comment", "body", "tweet"];
    private static readonly string[] UsualLabelColumns = ["label", "sentiment", "class", "category", "target", "polarity"];

    /// <summary>Reads a file's labelled texts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The columns and labels, or <see langword="null"/> to find them.</param>
    /// <exception cref="DatasetException">
    /// The file is missing, empty, not UTF-8, lacks a column, or has a line with the wrong number of fields, an empty text
    /// or an unknown label. The message names the line.
    /// </exception>
    public static Dataset Read(string path, DelimitedReaderOptions? options = null) => OfTable(DelimitedTable.Read(path), options ?? new DelimitedReaderOptions());

    /// <summary>The labelled texts of a table.</summary>
    internal static Dataset OfTable(DelimitedTable table, DelimitedReaderOptions options)
    {
        var path = table.Path;
        var textColumn = RequireColumn(table, options.TextColumn, UsualTextColumns, "text", nameof(options.TextColumn));
        var labelColumn = RequireColumn(table, options.LabelColumn, UsualLabelColumns, "label", nameof(options.LabelColumn));
        var labels = options.LabelNames is { } names
            ? LabelSet.Known(names)
            : LabelSet.Infer(path, table.Rows.Select(row => (row.Line, row.Fields[labelColumn].Trim())));
        var examples = table.Rows.Select(row => new Example(
            RequireText(table, row, textColumn), labels.NumberOf(path, row.Line, row.Fields[labelColumn].Trim())));
        return new Dataset(examples, labels.Names);
    }

    /// <summary>Reads a file's texts only; it need not have labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="textColumn">The column, or <see langword="null"/> to find it by a usual name.</param>
    /// <exception cref="DatasetException">As for <see cref="Read"/>, but for the labels.</exception>
    public static IReadOnlyList<string> ReadTexts(string path, string? textColumn = null)
    {
        var table = DelimitedTable.Read(path);
        var column = RequireColumn(table, textColumn, UsualTextColumns, "text", nameof(DelimitedReaderOptions.TextColumn));
        return [.. table.Rows.Select(row => RequireText(table, row, column))];
    }

    /// <summary>Whether a file has a label column.</summary>
    internal static bool HasLabels(DelimitedTable table, DelimitedReaderOptions options) =>
        table.FindColumn(options.LabelColumn, UsualLabelColumns) >= 0;

    private static int RequireColumn(DelimitedTable table, string? name, string[] usualNames, string what, string option)
    {
        var index = table.FindColumn(name, usualNames);
        if (index >= 0) return index;
        var columns = string.Join(", ", table.Header.Select(column => $"'{Excerpt.Of(column)}'"));
        throw new DatasetException(table.Path, 1, name is null
            ? $"found no {what} column (looked for {string.Join(", ", usualNames)}). The header has {columns}. Name the column with {option}, or add a header line if there is none."
            : $"there is no {what} column '{name}'. The header has {columns}.");
    }

    private static string RequireText(DelimitedTable table, DelimitedRow row, int column)
    {
        var text = row.Fields[column].Trim();
        return text.Length > 0
            ? text
            : throw new DatasetException(table.Path, row.Line, $"the text in column '{table.Header[column]}' is empty. Fill it in or remove the line.");
    }
}
