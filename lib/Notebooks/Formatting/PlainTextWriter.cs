using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Notebooks.Documents;

namespace Notebooks.Formatting;

/// <summary>Writes any value as plain text.</summary>
internal sealed class PlainTextWriter
{
    private int _values;

    /// <summary>What stands for null, as in .NET Interactive.</summary>
    private const string Null = "<null>";

    public static string Write(object? value) => new PlainTextWriter().Write(value, depth: 0);

    private string Write(object? value, int depth)
    {
        _values++;
        if (value is not null && depth > 0 && RichFormat.Find(value.GetType()) is { } rich)
            return rich.TryFormat(value, MimeBundle.PlainText) ?? Name(value);

        return ValueShapes.Of(value) switch
        {
            ValueShape.Single => Single(value),
            ValueShape.Textual => Textual(value!),
            _ when depth >= ValueShapes.MostDepth || _values > ValueShapes.MostValues => TypeNames.Readable(value!.GetType()),
            ValueShape.Tuple => Tuple((ITuple)value!, depth),
            ValueShape.Dictionary => Dictionary((IEnumerable)value!, depth),
            ValueShape.Object => Object(value!, depth),
            _ => Sequence((IEnumerable)value!, depth),
        };
    }

    /// <summary>What a value calls itself: its own <c>ToString()</c>, or else its type.</summary>
    public static string Name(object value) =>
        ValueShapes.SaysItself(value.GetType()) ? value.ToString() ?? "" : TypeNames.Readable(value.GetType());

    private static string Single(object? value) => value switch
    {
        null => Null,
        DateTime or DateTimeOffset => ((IFormattable)value).ToString("u", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? Null,
    };

    private static string Textual(object value) => value switch
    {
        Exception error => $"{TypeNames.Readable(error.GetType())}: {error.Message}",
        Type type => TypeNames.Readable(type),
        Task task => $"{TypeNames.Readable(task.GetType().BaseType == typeof(Task) ? task.GetType() : typeof(Task))} ({task.Status}); put await in front of it to see its result",
        _ => value.ToString() ?? "",
    };

    private string Tuple(ITuple tuple, int depth) =>
        $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Write(tuple[i], depth + 1)))})";

    private string Sequence(IEnumerable sequence, int depth)
    {
        var (items, more) = ValueShapes.Take(sequence);
        return Join(items.Select(item => Write(item, depth + 1)), more, "[ ", " ]", "[]");
    }

    private string Dictionary(IEnumerable dictionary, int depth)
    {
        var (items, more) = ValueShapes.Take(dictionary);
        var pairs = items.Select(item => ValueShapes.Pair(item!)).Select(pair => $"{Write(pair.Key, depth + 1)}: {Write(pair.Value, depth + 1)}");
        return Join(pairs, more, "{ ", " }", "{}");
    }

    private string Object(object value, int depth)
    {
        var type = value.GetType();
        var members = ValueShapes.Members(type).Select(member => $"{member.Name}: {Write(member.Get(value), depth + 1)}");
        var text = Join(members, more: 0, "{ ", " }", "{}");
        return TypeNames.IsAnonymous(type) ? text : $"{TypeNames.Readable(type)} {text}";
    }

    private static string Join(IEnumerable<string> parts, int? more, string open, string close, string empty)
    {
        var text = string.Join(", ", parts);
        if (text.Length == 0)
            return empty;
        var rest = more switch
        {
            0 => "",
            null => ", …",
            _ => $", … ({more} more)",
        };
        return open + text + rest + close;
    }
}
