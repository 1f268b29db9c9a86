using System.Globalization;
using System.Text;

namespace TransferLearning.Charts;

/// <summary>Writes a table as aligned text with a rule below its headers.</summary>
internal static class TableText
{
    private const string Gap = "  ";

    public static string Render(FormattedTable table)
    {
        string[][] head = table.Notes is { } notes ? [table.Headers, notes] : [table.Headers];
        string[][] lines = [.. head, .. table.Rows.Select(row => row.Select(cell => cell.ReplaceLineEndings(" ")).ToArray())];
        var widths = Enumerable.Range(0, table.Headers.Length).Select(column => lines.Max(line => WidthOf(line[column]))).ToArray();

        var text = new StringBuilder();
        if (table.Caption is { } caption)
        {
            text.Append(caption).Append("\n\n");
        }

        foreach (var line in head)
        {
            AppendLine(text, line, widths, table.Alignments);
        }

        text.Append(string.Join(Gap, widths.Select(width => new string('─', width)))).Append('\n');
        foreach (var line in lines.Skip(head.Length))
        {
            AppendLine(text, line, widths, table.Alignments);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static void AppendLine(StringBuilder text, string[] cells, int[] widths, Alignment[] sides)
    {
        var padded = cells.Select((cell, column) => Pad(cell, widths[column], sides[column]));
        text.Append(string.Join(Gap, padded).TrimEnd()).Append('\n');
    }

    private static string Pad(string cell, int width, Alignment side)
    {
        var space = width - WidthOf(cell);
        var left = side switch { Alignment.Right => space, Alignment.Center => space / 2, _ => 0 };
        return new string(' ', left) + cell + new string(' ', space - left);
    }

    /// <summary>Columns of a terminal that the text takes: one for each user-perceived character.</summary>
    private static int WidthOf(string text) => new StringInfo(text).LengthInTextElements;
}
