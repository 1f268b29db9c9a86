using System.Collections;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Notebooks.Formatting;

/// <summary>Writes any value as HTML: tables for what has parts, encoded text for the rest.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();
    private int _values;

    /// <summary>Whether a value has parts, so that a table says more than a line of text.</summary>
    public static bool HasTable(object? value) =>
        ValueShapes.Of(value) is ValueShape.Sequence or ValueShape.Dictionary or ValueShape.Object or ValueShape.Tuple;

    public static string Write(object? value)
    {
        if (!HasTable(value))
            return $"<pre>{Encode(PlainTextWriter.Write(value))}</pre>";
        var writer = new HtmlWriter();
        writer.Append(value, depth: 0);
        return writer._html.ToString();
    }

    private void Append(object? value, int depth)
    {
        if (value is not null && depth > 0 && RichFormat.Find(value.GetType())?.TryFormat(value, "text/html") is { } rich)
        {
            _html.Append(rich);
            return;
        }

        if (HasTable(value) && (depth >= ValueShapes.MostDepth || ++_values > ValueShapes.MostValues))
        {
            _html.Append(Encode(TypeNames.Readable(value!.GetType())));
            return;
        }

        switch (ValueShapes.Of(value))
        {
            case ValueShape.Dictionary:
                AppendDictionary((IEnumerable)value!, depth);
                break;
            case ValueShape.Sequence when value is Array { Rank: 2 } matrix:
                AppendMatrix(matrix, depth);
                break;
            case ValueShape.Sequence:
                AppendSequence((IEnumerable)value!, depth);
                break;
            case ValueShape.Tuple:
                AppendTuple((ITuple)value!, depth);
                break;
            case ValueShape.Object:
                AppendRows(ValueShapes.Members(value!.GetType()).Select(member => (member.Name, member.Get(value))), depth);
                break;
            default:
                _html.Append(Encode(PlainTextWriter.Write(value)));
                break;
        }
    }

    private void AppendDictionary(IEnumerable dictionary, int depth)
    {
        var (items, more) = ValueShapes.Take(dictionary);
        _html.Append("<table><thead><tr><th>key</th><th>value</th></tr></thead><tbody>");
        foreach (var (key, value) in items.Select(item => ValueShapes.Pair(item!)))
        {
            _html.Append("<tr>");
            AppendCell(key, depth);
            AppendCell(value, depth);
            _html.Append("</tr>");
        }

        AppendMore(more, columns: 2);
        _html.Append("</tbody></table>");
    }

    // Items of one type with members make one column a member; anything else is one column.
    private void AppendSequence(IEnumerable sequence, int depth)
    {
        var (items, more) = ValueShapes.Take(sequence);
        if (items.Count == 0)
        {
            _html.Append("<i>(empty)</i>");
            return;
        }

        var members = CommonMembers(items);
        _html.Append("<table><thead><tr><th>index</th>");
        if (members.Count == 0)
            _html.Append("<th>value</th>");
        foreach (var member in members)
            _html.Append("<th>").Append(Encode(member.Name)).Append("</th>");
        _html.Append("</tr></thead><tbody>");
        for (var i = 0; i < items.Count; i++)
        {
            _html.Append("<tr>");
            AppendCell(i, depth);
            if (members.Count == 0)
                AppendCell(items[i], depth);
            foreach (var member in members)
                AppendCell(member.Get(items[i]!), depth);
            _html.Append("</tr>");
        }

        AppendMore(more, columns: 1 + Math.Max(1, members.Count));
        _html.Append("</tbody></table>");
    }

    private static IReadOnlyList<(string Name, Func<object, object?> Get)> CommonMembers(List<object?> items)
    {
        var type = items[0]?.GetType();
        return type is not null && RichFormat.Find(type) is null
            && items.TrueForAll(item => item?.GetType() == type && ValueShapes.Of(item) is ValueShape.Object)
            ? ValueShapes.Members(type)
            : [];
    }

    private void AppendMatrix(Array matrix, int depth)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        _html.Append("<table><tbody>");
        for (var i = 0; i < Math.Min(rows, ValueShapes.MostItems); i++)
        {
            _html.Append("<tr>");
            for (var j = 0; j < Math.Min(columns, ValueShapes.MostItems); j++)
                AppendCell(matrix.GetValue(i, j), depth);
            if (columns > ValueShapes.MostItems)
                _html.Append("<td>…</td>");
            _html.Append("</tr>");
        }

        AppendMore(Math.Max(0, rows - ValueShapes.MostItems), Math.Min(columns, ValueShapes.MostItems));
        _html.Append("</tbody></table>");
    }

    private void AppendTuple(ITuple tuple, int depth) =>
        AppendRows(Enumerable.Range(0, tuple.Length).Select(i => ($"Item{i + 1}", tuple[i])), depth);

    private void AppendRows(IEnumerable<(string Name, object? Value)> rows, int depth)
    {
        _html.Append("<table><tbody>");
        foreach (var (name, value) in rows)
        {
            _html.Append("<tr><th>").Append(Encode(name)).Append("</th>");
            AppendCell(value, depth);
            _html.Append("</tr>");
        }

        _html.Append("</tbody></table>");
    }

    private void AppendCell(object? value, int depth)
    {
        _html.Append("<td>");
        Append(value, depth + 1);
        _html.Append("</td>");
    }

    private void AppendMore(int? more, int columns)
    {
        if (more is 0)
            return;
        var text = more is null ? "(more)" : $"({more} more)";
        _html.Append($"<tr><td colspan=\"{columns}\"><i>{text}</i></td></tr>");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
