using System.Collections;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Notebooks.Formatting;

/// <summary>Writes any value as HTML: tables for what has parts, encoded text for the rest.</summary>
internal static class HtmlWriter
{
    /// <summary>Whether a value has parts, so that a table says more than a line of text.</summary>
    public static bool HasTable(object? value) =>
        ValueShapes.Of(value) is ValueShape.Sequence or ValueShape.Dictionary or ValueShape.Object or ValueShape.Tuple;

    public static string Write(object? value)
    {
        var html = new StringBuilder();
        if (HasTable(value))
            Append(html, value, depth: 0);
        else
            html.Append("<pre>").Append(Encode(PlainTextWriter.Write(value))).Append("</pre>");
        return html.ToString();
    }

    private static void Append(StringBuilder html, object? value, int depth)
    {
        if (value is not null && depth > 0 && RichFormat.Find(value.GetType())?.TryFormat(value, "text/html") is { } rich)
        {
            html.Append(rich);
            return;
        }

        if (depth >= ValueShapes.MostDepth)
        {
            html.Append(Encode(value is null ? PlainTextWriter.Null : TypeNames.Readable(value.GetType())));
            return;
        }

        switch (ValueShapes.Of(value))
        {
            case ValueShape.Dictionary:
                AppendDictionary(html, (IEnumerable)value!, depth);
                break;
            case ValueShape.Sequence when value is Array { Rank: 2 } matrix:
                AppendMatrix(html, matrix, depth);
                break;
            case ValueShape.Sequence:
                AppendSequence(html, (IEnumerable)value!, depth);
                break;
            case ValueShape.Tuple:
                AppendTuple(html, (ITuple)value!, depth);
                break;
            case ValueShape.Object:
                AppendRows(html, ValueShapes.Members(value!.GetType()).Select(member => (member.Name, member.Get(value))), depth);
                break;
            default:
                html.Append(Encode(PlainTextWriter.Write(value)));
                break;
        }
    }

    private static void AppendDictionary(StringBuilder html, IEnumerable dictionary, int depth)
    {
        var (items, more) = ValueShapes.Take(dictionary);
        html.Append("<table><thead><tr><th>key</th><th>value</th></tr></thead><tbody>");
        foreach (var (key, value) in items.Select(item => ValueShapes.Pair(item!)))
        {
            html.Append("<tr>");
            AppendCell(html, key, depth);
            AppendCell(html, value, depth);
            html.Append("</tr>");
        }

        AppendMore(html, more, columns: 2);
        html.Append("</tbody></table>");
    }

    // Items of one type with members make one column a member; anything else is one column.
    private static void AppendSequence(StringBuilder html, IEnumerable sequence, int depth)
    {
        var (items, more) = ValueShapes.Take(sequence);
        if (items.Count == 0)
        {
            html.Append("<i>(empty)</i>");
            return;
        }

        var members = CommonMembers(items);
        html.Append("<table><thead><tr><th>index</th>");
        if (members.Count == 0)
            html.Append("<th>value</th>");
        foreach (var member in members)
            html.Append("<th>").Append(Encode(member.Name)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        for (var i = 0; i < items.Count; i++)
        {
            html.Append("<tr>");
            AppendCell(html, i, depth);
            if (members.Count == 0)
                AppendCell(html, items[i], depth);
            foreach (var member in members)
                AppendCell(html, member.Get(items[i]!), depth);
            html.Append("</tr>");
        }

        AppendMore(html, more, columns: 1 + Math.Max(1, members.Count));
        html.Append("</tbody></table>");
    }

    private static IReadOnlyList<(string Name, Func<object, object?> Get)> CommonMembers(List<object?> items)
    {
        var type = items[0]?.GetType();
        return type is not null && RichFormat.Find(type) is null
            && items.TrueForAll(item => item?.GetType() == type && ValueShapes.Of(item) is ValueShape.Object)
            ? ValueShapes.Members(type)
            : [];
    }

    private static void AppendMatrix(StringBuilder html, Array matrix, int depth)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        html.Append("<table><tbody>");
        for (var i = 0; i < Math.Min(rows, ValueShapes.MostItems); i++)
        {
            html.Append("<tr>");
            for (var j = 0; j < Math.Min(columns, ValueShapes.MostItems); j++)
                AppendCell(html, matrix.GetValue(i, j), depth);
            if (columns > ValueShapes.MostItems)
                html.Append("<td>…</td>");
            html.Append("</tr>");
        }

        AppendMore(html, Math.Max(0, rows - ValueShapes.MostItems), Math.Min(columns, ValueShapes.MostItems));
        html.Append("</tbody></table>");
    }

    private static void AppendTuple(StringBuilder html, ITuple tuple, int depth) =>
        AppendRows(html, Enumerable.Range(0, tuple.Length).Select(i => ($"Item{i + 1}", tuple[i])), depth);

    private static void AppendRows(StringBuilder html, IEnumerable<(string Name, object? Value)> rows, int depth)
    {
        html.Append("<table><tbody>");
        foreach (var (name, value) in rows)
        {
            html.Append("<tr><th>").Append(Encode(name)).Append("</th>");
            AppendCell(html, value, depth);
            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    private static void AppendCell(StringBuilder html, object? value, int depth)
    {
        html.Append("<td>");
        Append(html, value, depth + 1);
        html.Append("</td>");
    }

    private static void AppendMore(StringBuilder html, int? more, int columns)
    {
        if (more is 0)
            return;
        var text = more is null ? "(more)" : $"({more} more)";
        html.Append($"<tr><td colspan=\"{columns}\"><i>{text}</i></td></tr>");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
