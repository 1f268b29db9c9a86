using System.Text.RegularExpressions;
using Notebooks.Documents;
using Notebooks.Html;
using Notebooks.Sites;

namespace Notebooks.Tests.Sites;

public sealed class StaticSiteTests
{
    private readonly IReadOnlyDictionary<string, string> _files = new StaticSite("The <course>", "All of it.",
    [
        Page("00.html", "# 00 · Start", "Some *words*, and `code`.", "## Tensors\n\nShapes of gradients.", "## Tensors", "Formula $w$.") with { Solution = Page("solutions/00.html", "# Solutions") },
        Page("01.html", "# 01 · Next", "Later."),
    ], new SiteAssets("assets/katex/katex.min.css", "assets/plotly.min.js")).Render();

    [Fact]
    public void Every_link_inside_the_site_leads_to_a_page_or_a_place_in_it()
    {
        foreach (var (path, html) in _files.Where(file => file.Key.EndsWith(".html", StringComparison.Ordinal)))
        {
            foreach (var target in Regex.Matches(html, "(?:href|src|action)=\"([^\"]+)\"").Select(match => match.Groups[1].Value))
            {
                var (file, place) = target.Split('#') is [var before, var after] ? (before, after) : (target, null);
                var name = file.Length == 0 ? path : Path.GetRelativePath("/", Path.GetFullPath(Path.Combine("/", Path.GetDirectoryName(path)!, file)));
                Assert.True(_files.ContainsKey(name) || name is "assets/katex/katex.min.css" or "assets/plotly.min.js", $"{path}: {target}");
                Assert.True(place is null || _files[name].Contains($"id=\"{place}\"", StringComparison.Ordinal), $"{path}: {target}");
            }
        }
    }

    [Fact]
    public void Pages_have_contents_and_neighbours()
    {
        Assert.Contains("<a rel=\"next\" href=\"01.html\">01 &#183; Next →</a>", _files["00.html"], StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"prev\"", _files["00.html"], StringComparison.Ordinal);
        Assert.Contains("<a rel=\"prev\" href=\"00.html\">", _files["01.html"], StringComparison.Ordinal);
        Assert.Contains("<a href=\"00.html\" aria-current=\"page\">00 &#183; Start</a>", _files["00.html"], StringComparison.Ordinal);
        Assert.Contains("<a href=\"solutions/00.html\">", _files["00.html"], StringComparison.Ordinal);
        Assert.Contains("<a href=\"../00.html\">", _files["solutions/00.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_headings_of_the_same_words_have_places_of_their_own()
    {
        Assert.Contains("<h2 id=\"tensors\">", _files["00.html"], StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"tensors-1\">", _files["00.html"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_page_lists_every_section_with_its_words()
    {
        Assert.Contains("data-words=\"00 &#183; start tensors shapes of gradients.\"><a href=\"00.html#tensors\">Tensors</a>", _files["search.html"], StringComparison.Ordinal);
        Assert.Contains("<p>Some words, and code.</p>", _files["search.html"], StringComparison.Ordinal);
        Assert.Contains("<a href=\"01.html#next\">", Regex.Replace(_files["search.html"], "#[0-9]+-", "#"), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_search_page_has_a_script_where_there_is_no_chart()
    {
        Assert.All(_files.Where(file => file.Key.EndsWith(".html", StringComparison.Ordinal)), file => Assert.Equal(file.Key == "search.html", file.Value.Contains("<script", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_sites_name_is_encoded()
    {
        Assert.Contains("<h1>The &lt;course&gt;</h1>", _files["index.html"], StringComparison.Ordinal);
        Assert.DoesNotContain("<course>", string.Concat(_files.Values), StringComparison.Ordinal);
    }

    private static SitePage Page(string path, params string[] cells)
    {
        var document = NotebookDocument.CreateCSharp();
        foreach (var cell in cells)
            document.Add(NotebookCell.Markdown(cell));
        return new(path, document, new RenderOptions { PictureFolder = Path.GetTempPath() });
    }
}
