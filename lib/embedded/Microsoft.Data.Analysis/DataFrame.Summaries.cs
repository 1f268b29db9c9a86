using System.Text;

namespace Microsoft.Data.Analysis;

/// <content>Summaries, texts and the handling of nulls.</content>
public sealed partial class DataFrame
{
    private const string LengthWithoutNulls = "Length (excluding null values)";
    private const int LeastColumnWidth = 10;

    /// <summary>For each column its type and how many values are not null.</summary>
    public DataFrame Info() => Columns.Count == 0
        ? new DataFrame()
        : new DataFrame([new StringDataFrameColumn("Info", ["DataType", LengthWithoutNulls]), .. Columns.Select(column => column.Info())]);

    /// <summary>For each column of numbers or dates its length without nulls, maximum, minimum and mean.</summary>
    public DataFrame Description()
    {
        var described = Columns.Where(column => column.HasDescription()).Select(column => column.Description()).ToList();
        return described.Count == 0
            ? new DataFrame()
            : new DataFrame([new StringDataFrameColumn("Description", [LengthWithoutNulls, "Max", "Min", "Mean"]), .. described]);
    }

    /// <summary>The rows without any null, or those that are not all nulls.</summary>
    public DataFrame DropNulls(DropNullOptions options = DropNullOptions.Any) => Pick(RowNumbers.From(0, Rows.Count).Where(row => options == DropNullOptions.Any
        ? Columns.All(column => column.IsValid(row))
        : Columns.Any(column => column.IsValid(row))));

    public DataFrame FillNulls(object value, bool inPlace = false)
    {
        var target = inPlace ? this : Clone();
        foreach (var column in target.Columns)
        {
            column.FillNulls(value, inPlace: true);
        }

        return target;
    }

    /// <summary>The first 25 rows as text.</summary>
    public override string ToString() => ToString(RowsInPreview);

    /// <summary>The first rows as text, one line for the names and one for each row.</summary>
    public string ToString(long rowsToShow)
    {
        var width = Math.Max(LeastColumnWidth, Columns.Select(column => column.Name.Length + 1).DefaultIfEmpty().Max());
        var text = new StringBuilder();
        AppendLine(Columns.Select(column => column.Name));
        var shown = Math.Min(Rows.Count, rowsToShow);
        for (long row = 0; row < shown; row++)
        {
            AppendLine(Rows[row].Select(value => (value ?? "null").ToString()!));
        }

        if (shown < Rows.Count)
        {
            text.Append("  ... ").Append(rowsToShow).Append(" of total ").Append(Rows.Count).AppendLine();
        }

        return text.ToString();

        void AppendLine(IEnumerable<string> cells) => text.AppendJoin("", cells.Select(cell => cell.PadRight(width))).AppendLine();
    }
}
