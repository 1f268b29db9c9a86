using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using Notebooks.Documents;

namespace Notebooks.Formatting;

/// <summary>
/// How a type says that it wants to be shown. Two conventions are known, both matched by name so that the type needs no reference to a
/// notebook host: .NET Interactive's attribute <c>TypeFormatterSourceAttribute</c>, whose <c>FormatterSourceType</c> creates formatters with
/// <c>MimeType</c> and <c>Format(object, TextWriter)</c>; and a public method <c>string ToHtml()</c>.
/// </summary>
internal sealed class RichFormat
{
    private static readonly ConcurrentDictionary<Type, RichFormat?> Found = new();

    private readonly Dictionary<string, List<Func<object, string?>>> _formatters;

    private RichFormat(Dictionary<string, List<Func<object, string?>>> formatters, IReadOnlyList<string> preferredMimeTypes)
    {
        _formatters = formatters;
        PreferredMimeTypes = preferredMimeTypes;
    }

    /// <summary>The MIME types to show when none is asked for.</summary>
    public IReadOnlyList<string> PreferredMimeTypes { get; }

    /// <summary>The conventions that a type follows; null if it follows none.</summary>
    public static RichFormat? Find(Type type) => Found.GetOrAdd(type, static type => ByAttribute(type) ?? ByMethod(type));

    /// <summary>The value in one MIME type; null if no formatter of the type took it.</summary>
    public string? TryFormat(object value, string mimeType) =>
        _formatters.TryGetValue(mimeType, out var formatters)
            ? formatters.Select(format => format(value)).FirstOrDefault(text => text is not null)
            : null;

    private static RichFormat? ByAttribute(Type type)
    {
        var formatters = new Dictionary<string, List<Func<object, string?>>>(StringComparer.Ordinal);
        var preferred = new List<string>();
        foreach (var attribute in type.GetCustomAttributes(inherit: true).Where(a => a.GetType().Name is "TypeFormatterSourceAttribute"))
        {
            if (Property<Type>(attribute, "FormatterSourceType") is not { } sourceType)
                continue;
            foreach (var formatter in CreateFormatters(sourceType))
            {
                if (Property<string>(formatter, "MimeType") is { } mimeType && FormatMethod(formatter) is { } format)
                    (formatters.TryGetValue(mimeType, out var list) ? list : formatters[mimeType] = []).Add(format);
            }

            preferred.AddRange(Property<string[]>(attribute, "PreferredMimeTypes") ?? []);
        }

        if (formatters.Count == 0)
            return null;
        if (preferred.Count == 0)
            preferred.Add(formatters.ContainsKey(MimeBundle.Html) ? MimeBundle.Html : formatters.Keys.Order(StringComparer.Ordinal).First());
        return new(formatters, [.. preferred.Distinct(StringComparer.Ordinal)]);
    }

    private static RichFormat? ByMethod(Type type)
    {
        var method = type.GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance, []);
        if (method?.ReturnType != typeof(string))
            return null;
        Func<object, string?> format = value => (string?)Invoke(method, value, []);
        return new(new() { [MimeBundle.Html] = [format] }, [MimeBundle.Html]);
    }

    private static IEnumerable<object> CreateFormatters(Type sourceType)
    {
        var source = Activator.CreateInstance(sourceType, nonPublic: true)!;
        var create = sourceType.GetMethod("CreateTypeFormatters", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance, [])
            ?? throw new InvalidOperationException(
                $"{TypeNames.Readable(sourceType)} is named by a TypeFormatterSourceAttribute but has no method CreateTypeFormatters().");
        return create.Invoke(source, null) is IEnumerable formatters ? formatters.Cast<object>() : [];
    }

    private static Func<object, string?>? FormatMethod(object formatter)
    {
        var method = formatter.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .FirstOrDefault(m => m.Name is "Format"
                && m.GetParameters() is [_, { ParameterType: var writer }] && writer.IsAssignableFrom(typeof(StringWriter)));
        if (method is null)
            return null;
        return value =>
        {
            using var writer = new StringWriter();
            return Invoke(method, formatter, [value, writer]) is false ? null : writer.ToString();
        };
    }

    // The student should see the exception of the formatter, not that reflection was used to call it.
    private static object? Invoke(MethodInfo method, object target, object?[] arguments) =>
        method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);

    private static T? Property<T>(object instance, string name)
        where T : class =>
        instance.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)?.GetValue(instance) as T;
}
