using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Html;

/// <summary>
/// Makes one self-contained page of a notebook: text, coloured code, outputs, pictures. It reads well without scripts, in light and
/// dark, and on paper. Markup in outputs is kept as it is, so only notebooks that one would also run should be exported.
/// </summary>
public static class HtmlExporter
{
    private static readonly Lazy<string> Style = new(() =>
    {
        using var stream = typeof(HtmlExporter).Assembly.GetManifestResourceStream("Notebooks.Html.page.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    /// <summary>Writes the page of a notebook file, to a temporary name first.</summary>
    /// <param name="notebookPath">The notebook; pictures are looked for in its folder.</param>
    /// <param name="pagePath">The page to write.</param>
    /// <param name="pictureFolder">The folder that relative picture paths start from, when it is not the notebook's own: an executed
    /// notebook may lie elsewhere than its original.</param>
    /// <exception cref="NotebookFormatException">The file is no notebook.</exception>
    public static void Export(string notebookPath, string pagePath, string? pictureFolder = null)
    {
        var document = NotebookDocument.Load(notebookPath);
        var folder = pictureFolder ?? Path.GetDirectoryName(Path.GetFullPath(notebookPath))!;
        AtomicFile.WriteAllText(pagePath, Render(document, folder, Path.GetFileNameWithoutExtension(notebookPath)));
    }

    /// <summary>Makes the page.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="pictureFolder">The folder that relative picture paths start from.</param>
    /// <param name="fallbackTitle">The page's title if the notebook has no heading.</param>
    public static string Render(NotebookDocument document, string pictureFolder, string fallbackTitle)
    {
        ArgumentNullException.ThrowIfNull(document);
        var markdown = new PageMarkdown(pictureFolder);
        var outputs = new OutputHtml(markdown);
        var title = Title(document) ?? fallbackTitle;
        var html = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <style>
            {Style.Value}</style>
            </head>
            <body>
            <main>

            """);
        foreach (var cell in document.Cells.Where(cell => !IsSpeakerNote(cell)))
            AppendCell(html, cell, markdown, outputs);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendCell(StringBuilder html, NotebookCell cell, PageMarkdown markdown, OutputHtml outputs)
    {
        if (cell.Kind is CellKind.Markdown)
        {
            html.Append("<section class=\"text\">\n").Append(markdown.Render(cell.Source, cell)).Append("</section>\n");
            return;
        }

        html.Append("<section class=\"code\">\n");
        var code = cell.Kind is CellKind.Code ? CSharpHighlighter.Highlight(cell.Source) : WebUtility.HtmlEncode(cell.Source);
        if (cell.Source.Length > 0)
        {
            var label = cell.ExecutionCount is { } count ? $" data-count=\"{count}\"" : "";
            html.Append($"<pre class=\"source\" tabindex=\"0\"{label}><code>").Append(code).Append("</code></pre>\n");
        }

        if (cell.Outputs.Count > 0)
        {
            html.Append("<div class=\"outputs\">\n");
            foreach (var output in cell.Outputs)
                outputs.Append(html, output);
            html.Append("</div>\n");
        }

        html.Append("</section>\n");
    }

    // What the instructor says is for the slides, not for the reader.
    private static bool IsSpeakerNote(NotebookCell cell) =>
        cell.Metadata["slideshow"] is JsonObject slideshow && MultilineText.Read(slideshow["slide_type"]) is "notes";

    private static string? Title(NotebookDocument document) =>
        document.Cells.Where(cell => cell.Kind is CellKind.Markdown)
            .SelectMany(cell => PageMarkdown.Headings(cell.Source))
            .Where(heading => heading.Level == 1)
            .Select(heading => heading.Text)
            .FirstOrDefault();
}
