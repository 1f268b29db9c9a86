using System.Collections;
using System.Reflection;

namespace TransferLearning.Tests.Charts;

/// <summary>
/// Renders a value as the hosts do. The .NET Interactive part follows what its Formatter does by reflection (commit
/// 098a01b of dotnet/interactive): the attribute is matched by the name of its type, on the type and those it derives from.
/// </summary>
internal static class NotebookHost
{
    public static IReadOnlyList<string> PreferredMimeTypes(object value) => (string[])Property(AttributeOf(value), "PreferredMimeTypes");

    public static string RenderByInteractive(object value, string mimeType)
    {
        var source = Activator.CreateInstance((Type)Property(AttributeOf(value), "FormatterSourceType"))!;
        var formatters = (IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!;
        var formatter = formatters.Cast<object>().Single(one => (string)Property(one, "MimeType") == mimeType);
        var format = formatter.GetType().GetMethod("Format")!;
        Assert.Equal([typeof(object), typeof(TextWriter)], format.GetParameters().Select(parameter => parameter.ParameterType));
        using var writer = new StringWriter();
        Assert.True((bool)format.Invoke(formatter, [value, writer])!);
        return writer.ToString();
    }

    public static string RenderByVerso(object value) => (string)value.GetType().GetMethod("ToHtml", Type.EmptyTypes)!.Invoke(value, null)!;

    private static object AttributeOf(object value) =>
        value.GetType().GetCustomAttributes(inherit: true).Single(attribute => attribute.GetType().Name == "TypeFormatterSourceAttribute");

    private static object Property(object owner, string name) => owner.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.GetValue(owner)!;
}
