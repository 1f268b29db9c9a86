using System.Text;

namespace TransferLearning.Charts;

/// <summary>Writes a table as HTML. Every text is encoded; sides are inline styles, because hosts strip style sheets.</summary>
internal static class TableHtml
{
    public static string Render(FormattedTable table)
    {
        var html = new StringBuilder("<table>\n");
        if (table.Caption is { } caption)
        {
            html.Append("<caption>").Append(Markup.Encode(caption)).Append("</caption>\n");
        }

        html.Append("<thead><tr>");
        AppendCells(html, "th scope=\"col\"", "th", table.Headers, table.Alignments);
        if (table.Notes is { } notes)
        {
            html.Append("</tr>\n<tr>");
            AppendCells(html, "td", "td", notes, table.Alignments, style: "font-style: italic; ");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            AppendCells(html, "td", "td", row, table.Alignments);
            html.Append("</tr>\n");
        }

        return html.Append("</tbody>\n</table>").ToString();
    }

    private static void AppendCells(StringBuilder html, string open, string close, string[] cells, Alignment[] sides, string style = "")
    {
        foreach (var (cell, side) in cells.Zip(sides))
        {
            var align = side switch { Alignment.Right => "right", Alignment.Center => "center", _ => "left" };
            html.Append('<').Append(open).Append(" style=\"").Append(style).Append("text-align: ").Append(align).Append("\">")
                .Append(Markup.Encode(cell).ReplaceLineEndings("<br>"))
                .Append("</").Append(close).Append('>');
        }
    }
}
