using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Notebooks.Checking;
using Notebooks.Html;

namespace Notebooks.Sites;

/// <summary>A page's content, before the frame that all pages share is put around it.</summary>
/// <param name="Path">The page's path in the site.</param>
/// <param name="Title">Its title.</param>
/// <param name="Summary">Its first paragraph, in words.</param>
/// <param name="Content">Its cells.</param>
/// <param name="Headings">Its headings.</param>
/// <param name="Sections">The words below each heading, for the search.</param>
internal sealed partial record RenderedPage(
    string Path, string Title, string Summary, string Content, IReadOnlyList<PageHeading> Headings, IReadOnlyList<(PageHeading Heading, string Words)> Sections)
{
    public static RenderedPage Of(SitePage page)
    {
        var cells = new CellHtml(page.Options);
        var html = new StringBuilder();
        foreach (var cell in page.Document.Cells.Where(cell => CellHtml.SlideType(cell) is not "notes"))
            cells.Append(html, cell);

        var content = html.ToString();
        var paragraph = FirstParagraph().Match(content) is { Success: true } first ? WordsOf(first.Value) : "";
        return new(page.Path, PageMarkdown.Title(page.Document) ?? page.Path, paragraph, content, cells.Headings, SectionsOf(content, cells.Headings));
    }

    // What stands between a heading and the next one.
    private static List<(PageHeading, string)> SectionsOf(string content, IReadOnlyList<PageHeading> headings)
    {
        var starts = headings.Select(heading => content.IndexOf($"id=\"{WebUtility.HtmlEncode(heading.Id)}\"", StringComparison.Ordinal)).ToList();
        return [.. headings.Select((heading, i) =>
        {
            var start = content.IndexOf('>', starts[i]) + 1;
            var end = i + 1 < headings.Count ? content.LastIndexOf('<', starts[i + 1]) : content.Length;
            var text = WordsOf(content[start..end]);
            return (heading, text.StartsWith(heading.Text, StringComparison.Ordinal) ? text[heading.Text.Length..].TrimStart() : text);
        })];
    }

    private static string WordsOf(string html) => Spaces().Replace(MarkupText.Of(Drawing().Replace(html, " ")), " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    // A formula is in the page twice, as MathML and as boxes; a drawing's letters are no sentences.
    [GeneratedRegex("<(svg|math)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    [GeneratedRegex("<p>.*?</p>", RegexOptions.Singleline)]
    private static partial Regex FirstParagraph();
}
