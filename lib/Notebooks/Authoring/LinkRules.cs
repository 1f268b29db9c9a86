using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Notebooks.Authoring;

/// <summary>Links and pictures inside the repository lead to something that is there. Web addresses are not asked.</summary>
internal static partial class LinkRules
{
    private const string Rule = "link";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseAdvancedExtensions().UsePreciseSourceLocation().Build();

    /// <summary>Checks the links of a Markdown text.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="cell">The cell that it stands in; null for a file of its own.</param>
    /// <param name="place">Where it lies.</param>
    public static IEnumerable<LintFinding> Check(string markdown, int? cell, LintPlace place)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        return from link in Links(document)
               let problem = Problem(link.Target, place)
               where problem is not null
               select new LintFinding(cell, link.Line + 1, Rule, problem);
    }

    private static IEnumerable<(string Target, int Line)> Links(MarkdownDocument document)
    {
        var links = document.Descendants<LinkInline>().Where(link => link.Url is not null).Select(link => (link.Url!, link.Line));
        var blocks = document.Descendants<HtmlBlock>().Select(block => (Text: block.Lines.ToString(), block.Line));
        var inlines = document.Descendants<HtmlInline>().Select(inline => (Text: inline.Tag, inline.Line));
        var markup = blocks.Concat(inlines).SelectMany(html => Target().Matches(html.Text).Select(match => (WebUtility.HtmlDecode(match.Groups["target"].Value), html.Line)));
        return links.Concat(markup);
    }

    private static string? Problem(string target, LintPlace place)
    {
        if (target.Length == 0)
            return "A link leads nowhere: its address is empty.";
        if (target[0] is '#' || HasScheme().IsMatch(target))
            return null;
        if (target[0] is '/')
            return $"The link {target} starts at the root of whatever machine or site it is read on. Make it relative to this file.";

        var path = Path.GetFullPath(WebUtility.UrlDecode(target.Split('#', '?')[0]), place.Folder);
        var inside = Path.GetRelativePath(place.Root, path);
        if (inside.StartsWith("..", StringComparison.Ordinal))
            return $"The link {target} leads out of the repository.";
        return ExistsWithThisCase(path) ? null : $"The link {target} leads to {inside.Replace('\\', '/')}, which does not exist.";
    }

    // Windows and macOS find Images/x.svg as images/x.svg; a web server and Linux do not.
    private static bool ExistsWithThisCase(string path)
    {
        var trimmed = Path.TrimEndingDirectorySeparator(path);
        return Path.GetDirectoryName(trimmed) is not { } folder
            || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Contains(trimmed, StringComparer.Ordinal));
    }

    [GeneratedRegex("""\b(?:href|src)\s*=\s*(?:"(?<target>[^"]*)"|'(?<target>[^']*)')""", RegexOptions.IgnoreCase)]
    private static partial Regex Target();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:|^//")]
    private static partial Regex HasScheme();
}
