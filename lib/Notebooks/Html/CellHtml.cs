using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Html;

/// <summary>Renders cells: text, coloured code, outputs.</summary>
internal sealed class CellHtml
{
    private readonly RenderOptions _options;
    private readonly PageMarkdown _markdown;
    private readonly OutputHtml _outputs;

    public CellHtml(RenderOptions options)
    {
        _options = options;
        _markdown = new PageMarkdown(options);
        _outputs = new OutputHtml(_markdown);
    }

    /// <summary>The headings of the text cells rendered so far, in order.</summary>
    public IReadOnlyList<PageHeading> Headings => _markdown.Rendered;

    /// <summary>The slide type of a cell, such as <c>slide</c> or <c>notes</c>; null if it has none.</summary>
    public static string? SlideType(NotebookCell cell) =>
        cell.Metadata["slideshow"] is JsonObject slideshow && MultilineText.Read(slideshow["slide_type"]) is { Length: > 0 } type and not "-" ? type : null;

    public void Append(StringBuilder html, NotebookCell cell)
    {
        if (cell.Kind is CellKind.Markdown)
        {
            html.Append("<section class=\"text\">\n").Append(_markdown.Render(cell.Source, cell)).Append("</section>\n");
            return;
        }

        html.Append("<section class=\"code\">\n");
        if (cell.Source.Length > 0)
        {
            var label = cell.ExecutionCount is { } count ? $" data-count=\"{count}\"" : "";
            html.Append($"<pre class=\"source\" tabindex=\"0\"{label}><code>").Append(Code(cell)).Append("</code></pre>\n");
        }

        if (cell.Outputs.Count > 0)
        {
            html.Append("<div class=\"outputs\">\n");
            foreach (var output in cell.Outputs)
                _outputs.Append(html, output);
            html.Append("</div>\n");
        }

        html.Append("</section>\n");
    }

    private string Code(NotebookCell cell) =>
        cell.Kind is not CellKind.Code ? WebUtility.HtmlEncode(cell.Source)
        : _options.Colours?.Find(cell) ?? CSharpHighlighter.Highlight(cell.Source);
}
