using System.Net;
using System.Text;
using Notebooks.Html;

namespace Notebooks.Sites;

/// <summary>
/// Makes a static site of notebooks: a page for each, with contents, previous and next; a home page; a search page that lists every
/// section. It works from a folder without a server, and without scripts but for typing into the search and for interactive charts.
/// Markup in outputs is kept as it is, scripts included, so a site is to be made only of notebooks that one would also run.
/// </summary>
/// <param name="title">The site's name.</param>
/// <param name="description">What it is, in a sentence.</param>
/// <param name="pages">The pages in their order.</param>
/// <param name="assets">What others made and lies in the site too.</param>
public sealed class StaticSite(string title, string description, IReadOnlyList<SitePage> pages, SiteAssets assets)
{
    private const string Home = "index.html";
    private const string Search = "search.html";
    private const int SnippetLength = 180;

    /// <summary>The site's files by their paths in it.</summary>
    public IReadOnlyDictionary<string, string> Render()
    {
        var lessons = pages.Select(RenderedPage.Of).ToList();
        var files = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["assets/style.css"] = Resources.Read("page.css") + Resources.Read("site.css"),
            ["assets/search.js"] = Resources.Read("search.js"),
            [Home] = Frame(Home, title, HomeContent(lessons), lessons, headings: []),
            [Search] = Frame(Search, $"Search · {title}", SearchContent(lessons), lessons, headings: []),
        };
        for (var i = 0; i < lessons.Count; i++)
        {
            var lesson = lessons[i];
            var solution = pages[i].Solution is { } page ? RenderedPage.Of(page) : null;
            var content = new StringBuilder("<article>\n").Append(lesson.Content).Append("</article>\n");
            if (solution is not null)
                content.Append($"<p class=\"solutions\"><a href=\"{Relative(lesson.Path, solution.Path)}\">Solutions to the exercises</a></p>\n");
            content.Append(Neighbours(lesson.Path, lessons.ElementAtOrDefault(i - 1), lessons.ElementAtOrDefault(i + 1)));
            files[lesson.Path] = Frame(lesson.Path, $"{lesson.Title} · {title}", content.ToString(), lessons, lesson.Headings);
            if (solution is not null)
            {
                var back = $"<p class=\"solutions\"><a href=\"{Relative(solution.Path, lesson.Path)}\">Back to the lesson</a></p>\n";
                files[solution.Path] = Frame(solution.Path, $"{solution.Title} · {title}", $"<article>\n{solution.Content}</article>\n{back}", lessons, headings: []);
            }
        }

        return files;
    }

    private string HomeContent(List<RenderedPage> lessons)
    {
        var html = new StringBuilder($"<h1>{Encode(title)}</h1>\n<p>{Encode(description)}</p>\n<ol class=\"lessons\">\n");
        foreach (var lesson in lessons)
            html.Append($"<li><a href=\"{lesson.Path}\">{Encode(lesson.Title)}</a><p>{Encode(lesson.Summary)}</p></li>\n");
        return html.Append("</ol>\n").ToString();
    }

    private static string SearchContent(List<RenderedPage> lessons)
    {
        var html = new StringBuilder("""
            <h1>Search</h1>
            <p id="search-status" role="status">Every section of the course. Type above to filter them; without scripts, use your browser's own search in this page.</p>
            <ul class="sections" id="sections">

            """);
        foreach (var (lesson, heading, words) in lessons.SelectMany(lesson => lesson.Sections.Select(section => (lesson, section.Heading, section.Words))))
        {
            var place = heading.Level == 1 ? "" : $"<span>{Encode(lesson.Title)}</span>";
            var snippet = words.Length > SnippetLength ? words[..words.LastIndexOf(' ', SnippetLength)] + " …" : words;
            html.Append($"<li data-words=\"{Encode($"{lesson.Title} {heading.Text} {words}".ToLowerInvariant())}\"><a href=\"{lesson.Path}#{heading.Id}\">{Encode(heading.Text)}</a> {place}<p>{Encode(snippet)}</p></li>\n");
        }

        return html.Append("</ul>\n<script src=\"assets/search.js\"></script>\n").ToString();
    }

    private string Frame(string path, string pageTitle, string content, List<RenderedPage> lessons, IReadOnlyList<PageHeading> headings)
    {
        string To(string target) => Relative(path, target);
        var formulas = assets.FormulaStyle is { } style && content.Contains("class=\"katex", StringComparison.Ordinal) ? $"<link rel=\"stylesheet\" href=\"{To(style)}\">\n" : "";
        var charts = PageScripts.ChartSource(content, assets.ChartScript is { } script ? To(script) : null);
        return HtmlPage.Render(
            pageTitle,
            $"<link rel=\"stylesheet\" href=\"{To("assets/style.css")}\">\n{formulas}{charts}",
            $"""
            <body class="site">
            <a class="skip" href="#content">Skip to the content</a>
            <header>
            <a class="home" href="{To(Home)}">{Encode(title)}</a>
            <form role="search" action="{To(Search)}"><label>Search <input type="search" name="q" autocomplete="off"></label></form>
            </header>
            <div class="columns">
            {Contents(path, lessons, headings)}<main id="content">
            {content}</main>
            </div>
            </body>

            """);
    }

    private static string Contents(string path, List<RenderedPage> lessons, IReadOnlyList<PageHeading> headings)
    {
        // A closed list on a phone, which the style sheet keeps open where there is room beside the text.
        var html = new StringBuilder("<nav class=\"contents\" aria-label=\"Contents\">\n<details><summary>Contents</summary>\n");
        AppendList(html, path, lessons, headings);
        html.Append("</details>\n<div class=\"always\">\n");
        AppendList(html, path, lessons, headings);
        return html.Append("</div>\n</nav>\n").ToString();
    }

    private static void AppendList(StringBuilder html, string path, List<RenderedPage> lessons, IReadOnlyList<PageHeading> headings)
    {
        html.Append("<ol>\n");
        foreach (var lesson in lessons)
        {
            var isHere = lesson.Path == path;
            html.Append($"<li><a href=\"{Relative(path, lesson.Path)}\"{(isHere ? " aria-current=\"page\"" : "")}>{Encode(lesson.Title)}</a>");
            if (isHere)
            {
                html.Append("<ol>\n");
                foreach (var heading in headings.Where(heading => heading.Level == 2))
                    html.Append($"<li><a href=\"#{heading.Id}\">{Encode(heading.Text)}</a></li>\n");
                html.Append("</ol>");
            }

            html.Append("</li>\n");
        }

        html.Append("</ol>\n");
    }

    private static string Neighbours(string path, RenderedPage? previous, RenderedPage? next)
    {
        var html = new StringBuilder("<nav class=\"neighbours\" aria-label=\"Previous and next lesson\">\n");
        if (previous is not null)
            html.Append($"<a rel=\"prev\" href=\"{Relative(path, previous.Path)}\">← {Encode(previous.Title)}</a>\n");
        if (next is not null)
            html.Append($"<a rel=\"next\" href=\"{Relative(path, next.Path)}\">{Encode(next.Title)} →</a>\n");
        return html.Append("</nav>\n").ToString();
    }

    private static string Relative(string from, string to) => string.Concat(Enumerable.Repeat("../", from.Count(character => character == '/'))) + to;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
