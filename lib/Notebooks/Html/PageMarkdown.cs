using System.Net;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Notebooks.Documents;

namespace Notebooks.Html;

/// <summary>Renders Markdown cells, with their pictures inside the page and their C# coloured.</summary>
/// <param name="folder">The notebook's folder, where relative picture paths start.</param>
internal sealed class PageMarkdown(string folder)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().Build();

    public string Render(string markdown, NotebookCell? cell = null)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage))
            image.Url = Embed(image.Url, cell);

        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<CodeBlockRenderer>(new HighlightedCode(renderer.ObjectRenderers.FindExact<CodeBlockRenderer>()!));
        renderer.ObjectRenderers.Replace<HtmlMathInlineRenderer>(new InlineFormula());
        renderer.ObjectRenderers.Replace<HtmlMathBlockRenderer>(new BlockFormula());
        renderer.Render(document);
        return html.ToString();
    }

    /// <summary>The headings of a Markdown text with the ids that <see cref="Render"/> gives them.</summary>
    public static IEnumerable<(int Level, string Id, string Text)> Headings(string markdown) =>
        from heading in Markdown.Parse(markdown, Pipeline).Descendants<HeadingBlock>()
        let id = heading.GetAttributes().Id
        where id is not null
        select (heading.Level, id, string.Concat((heading.Inline?.Descendants() ?? []).Select(TextOf)));

    private static string TextOf(MarkdownObject inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    };

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

        var path = Path.GetFullPath(WebUtility.UrlDecode(url.Split('#', '?')[0]), folder);
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

    private sealed class InlineFormula : HtmlObjectRenderer<MathInline>
    {
        // Two dollar signs within a paragraph make a formula on a line of its own too.
        protected override void Write(HtmlRenderer renderer, MathInline obj) =>
            renderer.Write(Formula(obj.Content.ToString(), isBlock: obj.DelimiterCount == 2));
    }

    private sealed class BlockFormula : HtmlObjectRenderer<MathBlock>
    {
        protected override void Write(HtmlRenderer renderer, MathBlock obj) => renderer.Write("<p>").Write(Formula(obj.Lines.ToString(), isBlock: true)).WriteLine("</p>");
    }

    // A formula beyond the known part of TeX is shown as it was typed.
    private static string Formula(string tex, bool isBlock) =>
        TexFormula.ToMathMl(tex, isBlock) ?? $"<code>{WebUtility.HtmlEncode(tex)}</code>";
}
