using System.Text.Json;
using Notebooks.Documents;

namespace Notebooks.Formatting;

/// <summary>
/// Turns values into what a notebook shows. A type may say itself how it wants to be shown, by .NET Interactive's conventions or by a
/// method <c>ToHtml()</c>; texts, numbers and other single values are plain text; sequences, dictionaries and objects become small HTML
/// tables with a plain text beside them.
/// </summary>
public static class ValueFormatter
{
    /// <summary>Formats a value.</summary>
    /// <param name="value">The value, or null.</param>
    /// <param name="mimeTypes">The MIME types wanted; none for those that suit the value.</param>
    /// <exception cref="ArgumentException">The value has no representation of a wanted type.</exception>
    public static MimeBundle Format(object? value, params IReadOnlyCollection<string> mimeTypes)
    {
        ArgumentNullException.ThrowIfNull(mimeTypes);
        var bundle = new MimeBundle();
        if (mimeTypes.Count > 0)
        {
            foreach (var mimeType in mimeTypes)
                bundle.Set(mimeType, FormatAs(value, mimeType));
        }
        else if (value is not null && RichFormat.Find(value.GetType()) is { } rich)
        {
            foreach (var mimeType in rich.PreferredMimeTypes)
            {
                if (rich.TryFormat(value, mimeType) is { } text)
                    bundle.Set(mimeType, text);
            }

            if (bundle.Text(MimeBundle.PlainText) is null)
                bundle.Set(MimeBundle.PlainText, PlainTextWriter.Name(value));
        }
        else
        {
            bundle.Set(MimeBundle.PlainText, PlainTextWriter.Write(value));
            if (HtmlWriter.HasTable(value))
                bundle.Set(MimeBundle.Html, HtmlWriter.Write(value));
        }

        return bundle;
    }

    private static string FormatAs(object? value, string mimeType)
    {
        if (value is not null && RichFormat.Find(value.GetType())?.TryFormat(value, mimeType) is { } rich)
            return rich;
        return mimeType switch
        {
            MimeBundle.PlainText => PlainTextWriter.Write(value),
            MimeBundle.Html => HtmlWriter.Write(value),
            "application/json" => JsonSerializer.Serialize(value),
            _ when value is string text => text,
            _ => throw new ArgumentException(
                $"A value of type {TypeNames.Readable(value?.GetType())} cannot be shown as {mimeType}. Give a string of that type, or use {MimeBundle.Html} or {MimeBundle.PlainText}.",
                nameof(mimeType)),
        };
    }
}
