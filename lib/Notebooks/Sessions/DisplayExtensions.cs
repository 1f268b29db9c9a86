using Notebooks.Documents;
using Notebooks.Formatting;
using Notebooks.Sessions;

// .NET Interactive declares these in System too: a cell needs no using, and a library that looks for the type by name finds either.
namespace System;

/// <summary>Displays values from notebook cells, under the names that .NET Interactive uses.</summary>
public static class DisplayExtensions
{
    /// <summary>Whether the caller runs in a notebook cell, so that a display appears below it and can be updated.</summary>
    public static bool IsAvailable => SessionOutput.Current is not null;

    /// <summary>Displays a value below the running cell. Outside a notebook it writes the plain text to the console.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The MIME types to show it as; none for the value's preferred ones. A string given as
    /// <c>text/html</c> or <c>text/markdown</c> is encoded first: use <see cref="DisplayAs"/> for markup.</param>
    /// <returns>The display, to update later.</returns>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => Show(ValueFormatter.Format(value, mimeTypes));

    /// <summary>Displays text that is already of a MIME type, such as HTML.</summary>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => Show(new MimeBundle(mimeType, value));

    private static DisplayedValue Show(MimeBundle data)
    {
        if (SessionOutput.Current is { } cell)
            return cell.Display(data);
        Console.WriteLine(data.Text(MimeBundle.PlainText) ?? data.Text(data.MimeTypes.First()));
        return new("");
    }
}
