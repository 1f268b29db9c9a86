using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Notebooks.Authoring;

/// <summary>Every picture has a text for those who cannot see it.</summary>
internal static partial class PictureRules
{
    private const string Rule = "alt-text";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UsePreciseSourceLocation().Build();

    public static IReadOnlyList<LintFinding> CheckMarkdown(string markdown, int? cell)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var pictures = document.Descendants<LinkInline>()
            .Where(link => link.IsImage && !link.Descendants<LiteralInline>().Any(text => text.Content.Length > 0))
            .Select(link => new LintFinding(cell, link.Line + 1, Rule, $"The picture {link.Url} has no alternative text: ![what it shows]({link.Url})"));
        var markup = document.Descendants<HtmlBlock>().Select(block => (block.Lines.ToString(), block.Line))
            .Concat(document.Descendants<HtmlInline>().Select(inline => (inline.Tag, inline.Line)))
            .Where(html => HasSilentPicture(html.Item1))
            .Select(html => new LintFinding(cell, html.Item2 + 1, Rule, "An <img> has no alternative text: give it alt=\"what it shows\"."));
        return [.. pictures, .. markup];
    }

    public static bool HasSilentPicture(string html) => Image().Matches(html).Any(image => !AlternativeText().IsMatch(image.Value));

    public static bool HasSilentDrawing(string html) => Drawing().Matches(html).Any(svg => !Label().IsMatch(svg.Value));

    [GeneratedRegex("<img\\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Image();

    [GeneratedRegex("\\balt\\s*=\\s*(\"[^\"]+\"|'[^']+'|[^\\s\"'>]+)", RegexOptions.IgnoreCase)]
    private static partial Regex AlternativeText();

    [GeneratedRegex("<svg\\b.*?</svg>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex("<title\\b|^<svg\\b[^>]*\\b(aria-label|aria-labelledby|aria-hidden)\\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Label();
}
