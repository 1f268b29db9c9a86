using Notebooks.Authoring;
using Notebooks.Documents;

namespace Notebooks.Tests.Authoring;

public sealed class PortableLintTests
{
    [Fact]
    public void A_notebook_in_the_portable_subset_has_no_findings()
    {
        var document = Lesson("""
            using System.IO;
            using static System.Math;

            class Model { public string Path { get; set; } = ""; }
            static string Name(this string s) => Path.GetFileName(s);
            void Work() { using var reader = new StringReader("x"); Span<int> few = stackalloc int[3]; }
            await Task.Delay(1);
            new Model().Display();
            """);
        document.Add(NotebookCell.Code("#r \"nuget: Some.Package, 1.0.0\"\n\"text\""));
        document.Add(NotebookCell.Code("#!time\nWork();"));
        document.Add(NotebookCell.Markdown("![what it shows](x.svg) and <img src=\"y.png\" alt=\"y\">"));
        document.Cells[1].Outputs.Add(CellOutput.Stream("stdout", "see https://example.org/home/page and notebooks/01.ipynb, 3/4, /usr/bin"));
        document.Cells[1].Outputs.Add(CellOutput.Display(new MimeBundle("text/html", "<svg role=\"img\"><title>t</title></svg>")));

        Assert.Equal([], PortableLint.Check(document.Executed()).Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("namespace N { }", "csharp", 1)]
    [InlineData("\nusing var r = new System.IO.StringReader(\"\");", "csharp", 2)]
    [InlineData("Span<int> s = new int[3];", "csharp", 1)]
    [InlineData("static class E { extension(int x) { public int Twice => 2 * x; } }", "csharp", 1)]
    [InlineData("class C { public int P { get => field; set; } }", "csharp", 1)]
    [InlineData("c?.P = 3;", "csharp", 1)]
    [InlineData("display(1);", "display", 1)]
    [InlineData("HTML(\"x\")", "display", 1)]
    [InlineData("\"<b>\".DisplayAs(\"text/html\");", "display", 1)]
    [InlineData("x.Display(\"text/html\");", "display", 1)]
    [InlineData("1;\nvar d = x.Display();", "display", 2)]
    [InlineData("Console.Error.WriteLine();", "console", 1)]
    [InlineData("var f = Directory.GetCurrentDirectory();", "folder", 1)]
    [InlineData("#r \"some/relative.dll\"", "reference", 1)]
    [InlineData("#!import \"other.ipynb\"", "import", 1)]
    [InlineData("1;\n#!time", "directive", 2)]
    [InlineData("#!whos", "directive", 1)]
    [InlineData("#!markdown\ntext", "directive", 1)]
    [InlineData("#!csharp\n1", "directive", 1)]
    [InlineData("#!lsmagic", "directive", 1)]
    [InlineData("#i \"nuget:./packages\"", "directive", 1)]
    [InlineData("\n\nFile.Delete(\"x\");", "system-io", 3)]
    public void Code_that_not_every_host_takes_is_found_with_its_line(string code, string rule, int line)
    {
        var findings = PortableLint.Check(Lesson(code));

        Assert.Contains(findings, finding => finding.Rule == rule && finding.CellNumber == 2 && finding.Line == line);
    }

    [Theory]
    [InlineData("var x = 1;")]
    [InlineData("#!import \"setup.ipynb\"")]
    [InlineData("// first\n#!import setup.ipynb")]
    public void The_first_code_cell_must_begin_with_the_import(string code)
    {
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Markdown("# Title"));
        document.Add(NotebookCell.Code(code));

        Assert.Contains(PortableLint.Check(document), finding => finding is { Rule: "import", CellNumber: 2, Line: 1 });
        Assert.DoesNotContain(PortableLint.Check(document, new() { SetupFile = null }), finding => finding is { Rule: "import", Message: var message } && message.StartsWith("The first", StringComparison.Ordinal));
    }

    [Fact]
    public void Metadata_that_a_host_needs_is_missed()
    {
        var document = Lesson("1");
        document.Metadata["language_info"]!["name"] = "polyglot-notebook";
        document.Metadata.Remove("kernelspec");
        document.Cells[1].Metadata.Remove("polyglot_notebook");

        var messages = PortableLint.Check(document).Select(finding => finding.Message).ToList();

        Assert.Contains(messages, message => message.Contains("language_info/name is \"polyglot-notebook\"; it must be \"C#\"", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("kernelspec/name is missing", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("polyglot_notebook/kernelName", StringComparison.Ordinal));
    }

    [Fact]
    public void Raw_cells_and_old_formats_are_found()
    {
        var document = NotebookDocument.Parse("""{"cells":[{"cell_type":"raw","metadata":{},"source":"x"}],"metadata":{},"nbformat":4,"nbformat_minor":4}""");

        var rules = PortableLint.Check(document, new() { SetupFile = null }).Select(finding => finding.Rule).ToList();

        Assert.Contains("raw-cell", rules);
        Assert.Contains("metadata", rules);
    }

    [Theory]
    [InlineData("![](x.svg)")]
    [InlineData("<img src='x.png'>")]
    [InlineData("text <img src='x.png' alt=''> text")]
    public void A_picture_without_a_text_is_found(string markdown)
    {
        var document = Lesson("1");
        document.Add(NotebookCell.Markdown($"first\n\n{markdown}"));

        Assert.Equal((3, 3, "alt-text"), Assert.Single(PortableLint.Check(document)) is var finding ? (finding.CellNumber!.Value, finding.Line!.Value, finding.Rule) : default);
    }

    [Theory]
    [InlineData("written to /home/somebody/runs/x")]
    [InlineData("C:\\Users\\somebody\\x")]
    [InlineData("(/tmp/abc)")]
    [InlineData("in /somewhere/clone/data")]
    [InlineData("file:///x/y")]
    public void A_path_of_the_machine_in_an_output_is_found(string text)
    {
        var document = Lesson("1");
        document.Cells[1].Outputs.Add(CellOutput.Stream("stdout", text));

        Assert.Equal("path", Assert.Single(PortableLint.Check(document, new() { PrivatePaths = ["/somewhere/clone"] })).Rule);
    }

    [Fact]
    public void A_drawing_without_a_text_in_an_output_is_found()
    {
        var document = Lesson("1");
        document.Cells[1].Outputs.Add(CellOutput.Display(new MimeBundle("text/html", "<div><svg viewBox=\"0 0 1 1\"></svg></div>")));

        Assert.Equal("alt-text", Assert.Single(PortableLint.Check(document)).Rule);
    }

    private static NotebookDocument Lesson(string code) => LintedNotebook.With(NotebookCell.Code(code)).Executed();
}
