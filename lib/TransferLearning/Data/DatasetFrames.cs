using System.Globalization;
using Microsoft.Data.Analysis;

namespace TransferLearning.Data;

/// <summary>Data sets as tables of <c>Microsoft.Data.Analysis</c>, and the other way round.</summary>
public static class DatasetFrames
{
    private const string TextColumn = "text";
    private const string LabelColumn = "label";
    private const string LabelNameColumn = "label_name";

    /// <summary>The examples as a table with the columns <c>text</c>, <c>label</c> (int) and <c>label_name</c>.</summary>
    public static DataFrame ToDataFrame(this Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return new DataFrame(
            new StringDataFrameColumn(TextColumn, dataset.Select(example => example.Text)),
            new Int32DataFrameColumn(LabelColumn, dataset.Select(example => example.Label)),
            new StringDataFrameColumn(LabelNameColumn, dataset.Select(example => dataset.LabelNames[example.Label])));
    }

    /// <summary>The rows of a table as labelled texts.</summary>
    /// <param name="frame">The table.</param>
    /// <param name="textColumn">The column of the texts.</param>
    /// <param name="labelColumn">The column of the labels: numbers, or names.</param>
    /// <param name="labelNames">The names of the labels by number; <see langword="null"/> takes what the column holds: numbers from 0 without a gap as they are, names in alphabetical order.</param>
    /// <exception cref="DatasetException">There is no such column, or a row has no text, no label or an unknown one. The message counts rows from 1.</exception>
    public static Dataset ToDataset(this DataFrame frame, string textColumn = TextColumn, string labelColumn = LabelColumn, IReadOnlyList<string>? labelNames = null)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var (texts, labels) = (Column(frame, textColumn), Column(frame, labelColumn));
        var rows = Enumerable.Range(0, (int)frame.Rows.Count)
            .Select(row => new DelimitedRow(row + 1, [TextOf(texts[row]), TextOf(labels[row])]))
            .ToList();
        return DelimitedReader.OfTable(
            new DelimitedTable("the data frame", [textColumn, labelColumn], rows), new DelimitedReaderOptions(textColumn, labelColumn, labelNames));
    }

    private static DataFrameColumn Column(DataFrame frame, string name) => frame.Columns.FirstOrDefault(column => column.Name == name)
        ?? throw new DatasetException($"The data frame has no column '{name}': it has {string.Join(", ", frame.Columns.Select(column => column.Name))}.");

    private static string TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
