using System.Text;
using Notebooks.Documents;
using Notebooks.Html;

namespace Notebooks.Slides;

/// <summary>
/// Makes slides of a notebook: one self-contained HTML file. The cells' <c>slideshow</c> metadata says what begins a slide, as in Jupyter:
/// <c>slide</c> to the right, <c>subslide</c> below, <c>fragment</c> appears at a key, <c>notes</c> is for the speaker, <c>skip</c> is
/// left out, and a cell without a mark continues the slide. Markup in outputs is kept as it is, scripts included, so slides are to be
/// made only of notebooks that one would also run.
/// </summary>
public static class SlideDeck
{
    /// <summary>Makes the deck.</summary>
    /// <param name="document">The notebook.</param>
    /// <param name="options">How its cells are rendered.</param>
    /// <param name="assets">reveal.js and what else the deck carries.</param>
    /// <param name="fallbackTitle">The title if the notebook has no heading.</param>
    public static string Render(NotebookDocument document, RenderOptions options, SlideAssets assets, string fallbackTitle)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(assets);
        var cells = new CellHtml(options);
        var slides = new StringBuilder();
        foreach (var column in Columns(document))
        {
            // A column of one slide needs no second level.
            if (column.Count > 1)
                slides.Append("<section>\n");
            foreach (var slide in column)
                AppendSlide(slides, slide, cells);
            if (column.Count > 1)
                slides.Append("</section>\n");
        }

        return Page(PageMarkdown.Title(document) ?? fallbackTitle, slides.ToString(), assets);
    }

    /// <summary>The number of slides, which is that of the deck's printed sheets.</summary>
    public static int Count(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Columns(document).Sum(column => column.Count);
    }

    /// <summary>The slides: columns from left to right, each from top to bottom.</summary>
    internal static List<List<List<NotebookCell>>> Columns(NotebookDocument document)
    {
        var columns = new List<List<List<NotebookCell>>>();
        foreach (var cell in document.Cells)
        {
            var type = CellHtml.SlideType(cell);
            if (type is "skip" || (cell.Source.Length == 0 && cell.Outputs.Count == 0))
                continue;
            if (type is "slide" || columns.Count == 0)
                columns.Add([[cell]]);
            else if (type is "subslide")
                columns[^1].Add([cell]);
            else
                columns[^1][^1].Add(cell);
        }

        return columns;
    }

    private static void AppendSlide(StringBuilder html, List<NotebookCell> slide, CellHtml cells)
    {
        html.Append("<section>\n<div class=\"slide-body\">\n");
        foreach (var cell in slide.Where(cell => CellHtml.SlideType(cell) is not "notes"))
        {
            var isFragment = CellHtml.SlideType(cell) is "fragment";
            // reveal.js takes every section element for a slide.
            var content = new StringBuilder();
            cells.Append(content, cell);
            content.Replace("<section class=\"", $"<div class=\"{(isFragment ? "fragment " : "")}").Replace("</section>", "</div>");
            html.Append(content);
        }

        html.Append("</div>\n");
        foreach (var note in slide.Where(cell => CellHtml.SlideType(cell) is "notes"))
        {
            var content = new StringBuilder();
            cells.Append(content, note);
            // Folded in the notebook, where students read; open for the speaker.
            content.Replace("<details>", "<details open>");
            html.Append("<aside class=\"notes\">\n").Append(content.Replace("<section", "<div").Replace("</section>", "</div>")).Append("</aside>\n");
        }

        html.Append("</section>\n");
    }

    private static string Page(string title, string slides, SlideAssets assets)
    {
        var charts = slides.Contains(PageScripts.ChartMark, StringComparison.Ordinal)
            ? PageScripts.ChartSource(slides, path: null) + (assets.ChartScript is { } script ? PageScripts.Inline(script) : "")
            : "";
        return HtmlPage.Render(
            title,
            $"""
            <style>
            {assets.RevealStyle}
            {assets.FormulaStyle}
            {Resources.Read("page.css")}
            {Resources.Read("slides.css")}</style>
            {charts}

            """,
            $"""
            <body>
            <main class="reveal">
            <div class="slides">
            {slides}</div>
            </main>
            {PageScripts.Inline(assets.RevealScript)}
            {PageScripts.Inline(assets.NotesScript)}
            {PageScripts.Inline(Resources.Read("slides.js"))}
            </body>

            """);
    }
}
