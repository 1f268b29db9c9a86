using System.Net;
using Markdig;
using Markdig.Extensions.ListExtras;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notebooks.Documents;

namespace Notebooks.Html;

/// <summary>Renders the Markdown cells of one page, with their pictures inside the page and their C# coloured.</summary>
internal sealed class PageMarkdown(RenderOptions options)
{
    public static readonly MarkdownPipeline Pipeline = CreatePipeline();

    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<PageHeading> _headings = [];

    /// <summary>The headings rendered so far.</summary>
    public IReadOnlyList<PageHeading> Rendered => _headings;

    public string Render(string markdown, NotebookCell? cell = null)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var link in document.Descendants<LinkInline>())
            link.Url = link.IsImage ? Embed(link.Url, cell) : Follow(link.Url);
        foreach (var heading in document.Descendants<HeadingBlock>())
            Register(heading);

        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new HighlightedCode(renderer.ObjectRenderers.FindExact<CodeBlockRenderer>()!));
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new InlineFormula(this));
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new BlockFormula(this));
        renderer.Render(document);
        return html.ToString();
    }

    /// <summary>The first heading of a notebook; null if it has none.</summary>
    public static string? Title(NotebookDocument document) =>
        document.Cells.Where(cell => cell.Kind is CellKind.Markdown)
            .SelectMany(cell => Markdown.Parse(cell.Source, Pipeline).Descendants<HeadingBlock>())
            .Where(heading => heading.Level == 1)
            .Select(TextOf)
            .FirstOrDefault();

    // To Jupyter and GitHub "A. Turing" is a name; Markdig's extra lists would begin a list of letters with it.
    private static MarkdownPipeline CreatePipeline()
    {
        var builder = new MarkdownPipelineBuilder().UseAdvancedExtensions();
        builder.Extensions.TryRemove<ListExtraExtension>();
        return builder.Build();
    }

    // Each cell is a text of its own, so two of them may give their headings the same id.
    private void Register(HeadingBlock heading)
    {
        var attributes = heading.GetAttributes();
        if (attributes.Id is not { } id)
            return;
        for (var i = 1; !_ids.Add(attributes.Id); i++)
            attributes.Id = $"{id}-{i}";
        _headings.Add(new PageHeading(heading.Level, attributes.Id, TextOf(heading)));
    }

    private static string TextOf(HeadingBlock heading) => string.Concat((heading.Inline?.Descendants() ?? []).Select(TextOf));

    private static string TextOf(MarkdownObject inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    };

    private string? Follow(string? url) =>
        url is null or "" || url[0] is '#' || url.Contains(':', StringComparison.Ordinal) ? url : options.Link(url);

    // A page must not fall apart when it is moved: pictures that lie beside the notebook are put into it. Web addresses stay.
    private string? Embed(string? url, NotebookCell? cell)
    {
        if (url is null)
            return null;
        const string attachment = "attachment:";
        if (url.StartsWith(attachment, StringComparison.Ordinal))
            return Attachments.DataUri(cell, WebUtility.UrlDecode(url[attachment.Length..])) ?? url;
        if (url.Contains(':', StringComparison.Ordinal))
            return url;

        var path = Path.GetFullPath(WebUtility.UrlDecode(url.Split('#', '?')[0]), options.PictureFolder);
        return File.Exists(path) && MediaType(path) is { } mediaType
            ? $"data:{mediaType};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}"
            : url;
    }

    private static string? MediaType(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        _ => null,
    };

    private sealed class HighlightedCode(CodeBlockRenderer plain) : HtmlObjectRenderer<CodeBlock>
    {
        protected override void Write(HtmlRenderer renderer, CodeBlock obj)
        {
            if (obj is FencedCodeBlock { Info: "csharp" or "cs" or "C#" or "c#" })
                renderer.Write("<pre><code>").Write(CSharpHighlighter.Highlight(obj.Lines.ToString())).Write("</code></pre>");
            else
                plain.Write(renderer, obj);
        }
    }

    private sealed class InlineFormula(PageMarkdown page) : HtmlObjectRenderer<MathInline>
    {
        protected override void Write(HtmlRenderer renderer, MathInline obj) => renderer.Write(page.Markup(Formula.Of(obj)));
    }

    private sealed class BlockFormula(PageMarkdown page) : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) => renderer.Write("<p>").Write(page.Markup(Formula.Of(obj))).WriteLine("</p>");
    }

    // A formula beyond the known part of TeX is shown as it was typed.
    private string Markup(Formula formula) =>
        options.Formulas.GetValueOrDefault(formula) ?? TexFormula.ToMathMl(formula.Tex, formula.IsBlock) ?? $"<code>{WebUtility.HtmlEncode(formula.Tex)}</code>";
}
