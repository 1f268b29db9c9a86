using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Html;
using Notebooks.Slides;

namespace Notebooks.Tests.Slides;

public sealed class SlideDeckTests : IDisposable
{
    private static readonly SlideAssets Assets = new("/* reveal </script> */", "/* reveal style */", "/* notes */", "/* formulas */", "/* plotly */");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Marks_begin_slides_and_unmarked_cells_continue_them()
    {
        var columns = SlideDeck.Columns(Notebook(("a", "slide"), ("b", null), ("c", "-"), ("d", "subslide"), ("e", "skip"), ("f", "fragment"), ("g", "slide")));

        Assert.Equal(["abc|df", "g"], columns.Select(column => string.Join('|', column.Select(slide => string.Concat(slide.Select(cell => cell.Source))))));
    }

    [Fact]
    public void A_notebook_without_marks_is_one_slide()
    {
        Assert.Single(Assert.Single(SlideDeck.Columns(Notebook(("a", null), ("b", "fragment")))));
    }

    [Fact]
    public void What_the_speaker_says_is_kept_from_the_slide()
    {
        var html = Render(Notebook(("# Title", "slide"), ("Say hello.", "notes"), ("Later", "fragment")));

        Assert.Contains("<title>Title</title>", html, StringComparison.Ordinal);
        Assert.Matches("<aside class=\"notes\">\\s*<div class=\"text\">\\s*<p>Say hello.</p>", html);
        Assert.DoesNotContain("Say hello", html[html.IndexOf("slide-body", StringComparison.Ordinal)..html.IndexOf("<aside", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("<div class=\"fragment text\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_that_are_folded_in_the_notebook_are_open_for_the_speaker()
    {
        const string folded = "<details><summary>Speaker notes</summary>\n\nSay hello.\n\n</details>";

        var html = Render(Notebook(("# Title", "slide"), (folded, "notes"), ("<details><summary>Hint</summary>\n\nNo.\n\n</details>", null)));

        Assert.Matches("<aside class=\"notes\">\\s*<div class=\"text\">\\s*<details open><summary>Speaker notes</summary>\\s*<p>Say hello.</p>", html);
        Assert.Contains("<details><summary>Hint", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_carries_all_that_it_needs_and_no_script_ends_early()
    {
        _folder.Write("p.png", "x");
        var html = Render(Notebook(("![p](p.png)", "slide")));

        Assert.Contains("data:image/png;base64,eA==", html, StringComparison.Ordinal);
        Assert.Contains("/* reveal <\\/script> */", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=\"http", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chart_library_comes_along_once_and_only_with_charts()
    {
        var document = Notebook(("text", "slide"));
        Assert.DoesNotContain("/* plotly */", Render(document), StringComparison.Ordinal);

        for (var i = 0; i < 2; i++)
        {
            document.Add(NotebookCell.Code("chart"));
            document.Cells[^1].Outputs.Add(CellOutput.Display(new MimeBundle("text/html", "<figure data-course-chart=\"x\"><svg></svg></figure>")));
        }

        Assert.Equal(2, Render(document).Split("/* plotly */").Length);
        Assert.Equal(2, Render(document).Split("window.coursePlotlySource = null").Length);
    }

    private string Render(NotebookDocument document) => SlideDeck.Render(document, new RenderOptions { PictureFolder = _folder.Path }, Assets, "fallback");

    private static NotebookDocument Notebook(params (string Text, string? Type)[] cells)
    {
        var document = NotebookDocument.CreateCSharp();
        foreach (var (text, type) in cells)
        {
            var cell = NotebookCell.Markdown(text);
            if (type is not null)
                cell.Metadata["slideshow"] = new JsonObject { ["slide_type"] = type };
            document.Add(cell);
        }

        return document;
    }
}
