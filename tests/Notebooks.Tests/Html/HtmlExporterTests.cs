using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Html;

namespace Notebooks.Tests.Html;

public sealed class HtmlExporterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_holds_text_code_and_outputs_and_needs_nothing_else()
    {
        _folder.Write("drawing.svg", "<svg/>");
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Markdown("# Transfer & `learning`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![a drawing](drawing.svg)\n\n![web](https://example.org/x.png)"));
        document.Add(WithOutputs(
            "var text = \"<b>\"; // why\nConsole.WriteLine(text);",
            CellOutput.Stream("stdout", "a < b\u001b[31m red\u001b[0m"),
            CellOutput.Display(new MimeBundle("text/html", "<svg><title>chart</title></svg>")),
            CellOutput.Error("E", "bad", ["E: <bad>"])));

        document.Save(_folder["lesson.ipynb"]);
        HtmlExporter.Export(_folder["lesson.ipynb"], _folder["lesson.html"]);
        var page = File.ReadAllText(_folder["lesson.html"]);

        Assert.Contains("<title>Transfer &amp; learning</title>", page, StringComparison.Ordinal);
        Assert.Contains("<th>a</th>", page, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"a drawing\"", page, StringComparison.Ordinal);
        Assert.Contains("src=\"https://example.org/x.png\"", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"k\">var</span> text = <span class=\"s\">&quot;&lt;b&gt;&quot;</span>; <span class=\"c\">// why</span>", page, StringComparison.Ordinal);
        Assert.Contains("a &lt; b red</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<svg><title>chart</title></svg>", page, StringComparison.Ordinal);
        Assert.Contains("E: &lt;bad&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.Equal(["drawing.svg", "lesson.html", "lesson.ipynb"], _folder.FileNames);
    }

    [Fact]
    public void Pictures_of_an_executed_notebook_come_from_the_originals_folder()
    {
        _folder.Write("p.png", "x");
        using var elsewhere = new TemporaryFolder();
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Markdown("![p](p.png)"));
        document.Save(elsewhere["run.ipynb"]);

        HtmlExporter.Export(elsewhere["run.ipynb"], elsewhere["run.html"], pictureFolder: _folder.Path);

        Assert.Contains("data:image/png;base64,eA==", File.ReadAllText(elsewhere["run.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_in_the_cell_itself_are_shown()
    {
        var document = NotebookDocument.Parse("""
            {"cells":[{"cell_type":"markdown","id":"a","metadata":{},"source":"![in](attachment:in%20here.png)","attachments":{"in here.png":{"image/png":"QUJD\n"}}}],
            "metadata":{},"nbformat":4,"nbformat_minor":5}
            """);

        Assert.Contains("src=\"data:image/png;base64,QUJD\"", HtmlExporter.Render(document, _folder.Path, "x"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_initial_begins_a_name_and_not_a_list()
    {
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Markdown("- A. Turing, *Computing Machinery and Intelligence*, Mind 1950\n\n1. a list"));

        var page = HtmlExporter.Render(document, _folder.Path, "x");

        Assert.Contains("<li>A. Turing", page, StringComparison.Ordinal);
        Assert.Contains("<ol>\n<li>a list", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_richest_representation_is_shown_and_text_is_encoded()
    {
        var both = new MimeBundle("text/plain", "plain");
        both.Set("text/html", "<em>rich</em>");
        var document = NotebookDocument.CreateCSharp();
        document.Add(WithOutputs(
            "1",
            CellOutput.Result(both, 1),
            CellOutput.Display(new MimeBundle("text/markdown", "**bold**")),
            CellOutput.Display(new MimeBundle("image/png", "QUJD")),
            CellOutput.Display(new MimeBundle("text/plain", "<x>"))));

        var page = HtmlExporter.Render(document, _folder.Path, "The file's name");

        Assert.Contains("<em>rich</em>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("plain</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<strong>bold</strong>", page, StringComparison.Ordinal);
        Assert.Contains("<img src=\"data:image/png;base64,QUJD\" alt=\"Picture\">", page, StringComparison.Ordinal);
        Assert.Contains("<pre>&lt;x&gt;</pre>", page, StringComparison.Ordinal);
        Assert.Contains("<title>The file&#39;s name</title>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Formulas_are_set_and_speaker_notes_left_out()
    {
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Markdown("Let $w$ be.\n\n$$\n\\frac{a}{b}\n$$\n\n$$z$$\n\n$\\nosuch{<}$"));
        var note = NotebookCell.Markdown("Say hello.");
        note.Metadata["slideshow"] = new JsonObject { ["slide_type"] = "notes" };
        document.Add(note);

        var page = HtmlExporter.Render(document, _folder.Path, "x");

        Assert.Contains("Let <math><mrow><mi>w</mi></mrow></math> be.", page, StringComparison.Ordinal);
        Assert.Contains("<math display=\"block\"><mrow><mfrac>", page, StringComparison.Ordinal);
        Assert.Contains("<math display=\"block\"><mrow><mi>z</mi></mrow></math>", page, StringComparison.Ordinal);
        Assert.Contains("<code>\\nosuch{&lt;}</code>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Say hello", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int x = 1;")]
    [InlineData("#r \"a.dll\"\nusing System;\n\n// c\nvar s = $\"a{1 + 1}b\"; /* d */ x.Call<T>(new Y());\n")]
    [InlineData("#!import setup.ipynb\n???  \"unfinished")]
    [InlineData("var r = \"\"\"\n  raw <x>\n  \"\"\";\n#if NO\nskipped\n#endif\n")]
    public void Colouring_changes_no_character_of_the_code(string code)
    {
        var html = CSharpHighlighter.Highlight(code);

        var text = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html, "<[^>]+>", ""));
        Assert.Equal(code, text);
    }

    private static NotebookCell WithOutputs(string source, params CellOutput[] outputs)
    {
        var cell = NotebookCell.Code(source);
        foreach (var output in outputs)
            cell.Outputs.Add(output);
        return cell;
    }
}
