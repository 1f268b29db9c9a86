using Notebooks.Formatting;

namespace Notebooks.Sessions;

/// <summary>Functions that every cell can call by their bare names.</summary>
public static class CellFunctions
{
#pragma warning disable IDE1006 // .NET Interactive's spelling.
    /// <summary>Displays a value below the running cell.</summary>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);
#pragma warning restore IDE1006

    /// <summary>Marks text as HTML: as a cell's value or displayed, it is shown as markup.</summary>
    public static HtmlContent HTML(string content) => new(content);
}
