using System.Text;
using Notebooks.Documents;

namespace Notebooks.Html;

/// <summary>
/// Makes one self-contained page of a notebook: text, coloured code, outputs, pictures. It reads well without scripts, in light and
/// dark, and on paper. Markup in outputs is kept as it is, so only notebooks that one would also run should be exported.
/// </summary>
public static class HtmlExporter
{
    private static readonly Lazy<string> Style = new(() => Resources.Read("page.css"));

    /// <summary>Writes the page of a notebook file, to a temporary name first.</summary>
    /// <param name="notebookPath">The notebook; pictures are looked for in its folder.</param>
    /// <param name="pagePath">The page to write.</param>
    /// <param name="pictureFolder">The folder that relative picture paths start from, when it is not the notebook's own: an executed
    /// notebook may lie elsewhere than its original.</param>
    /// <param name="chartScript">The copy of plotly.js that charts of the page read; without one they stay drawings.</param>
    /// <exception cref="NotebookFormatException">The file is no notebook.</exception>
    public static void Export(string notebookPath, string pagePath, string? pictureFolder = null, string? chartScript = null)
    {
        var document = NotebookDocument.Load(notebookPath);
        var folder = pictureFolder ?? Path.GetDirectoryName(Path.GetFullPath(notebookPath))!;
        var source = chartScript is null ? null : Path.GetRelativePath(Path.GetDirectoryName(Path.GetFullPath(pagePath))!, chartScript).Replace('\\', '/');
        AtomicFile.WriteAllText(pagePath, Render(document, folder, Path.GetFileNameWithoutExtension(notebookPath), source));
    }

    /// <summary>Makes the page.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="pictureFolder">The folder that relative picture paths start from.</param>
    /// <param name="fallbackTitle">The page's title if the notebook has no heading.</param>
    /// <param name="chartSource">Where plotly.js lies, as seen from the page; null if charts stay drawings. The page never asks the web for it.</param>
    public static string Render(NotebookDocument document, string pictureFolder, string fallbackTitle, string? chartSource = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var content = new StringBuilder();
        var cells = new CellHtml(new RenderOptions { PictureFolder = pictureFolder });
        // What the instructor says is for the slides, not for the reader.
        foreach (var cell in document.Cells.Where(cell => CellHtml.SlideType(cell) is not "notes"))
            cells.Append(content, cell);
        return Page(PageMarkdown.Title(document) ?? fallbackTitle, content.ToString(), chartSource);
    }

    private static string Page(string title, string content, string? chartSource) => HtmlPage.Render(
        title,
        $"<style>\n{Style.Value}</style>\n{PageScripts.ChartSource(content, chartSource)}",
        $"<body>\n<main>\n{content}</main>\n</body>\n");
}
