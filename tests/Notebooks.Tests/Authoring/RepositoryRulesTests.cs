using System.Text.Json.Nodes;
using Notebooks.Authoring;
using Notebooks.Documents;

namespace Notebooks.Tests.Authoring;

public sealed class RepositoryRulesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LintPlace _place;

    public RepositoryRulesTests()
    {
        Directory.CreateDirectory(_folder["notebooks"]);
        _folder.Write("picture one.svg", "<svg/>");
        _folder.Write(Path.Combine("notebooks", "next.ipynb"), "{}");
        _place = new(_folder["notebooks"], _folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[next](next.ipynb) and [a part of it](next.ipynb#part)")]
    [InlineData("![drawing](../picture%20one.svg)")]
    [InlineData("<img src=\"../picture%20one.svg\" alt=\"x\">")]
    [InlineData("[web](https://example.org/nowhere), [mail](mailto:a@example.org), [below](#below), ![in](attachment:x.png)")]
    [InlineData("[the folder](../notebooks/)")]
    [InlineData("`[not a link](nowhere.md)`")]
    public void Links_that_lead_somewhere_are_fine(string markdown)
    {
        Assert.Equal([], PortableLint.CheckMarkdown(markdown, _place).Select(finding => finding.ToString()));
    }

    [Theory]
    [InlineData("[x](nowhere.ipynb)", "notebooks/nowhere.ipynb, which does not exist")]
    [InlineData("![x](../Picture%20One.svg)", "Picture One.svg, which does not exist")]
    [InlineData("[x](../../elsewhere.md)", "leads out of the repository")]
    [InlineData("[x](/etc/hosts)", "starts at the root")]
    [InlineData("[x]()", "leads nowhere")]
    [InlineData("text <a href='nowhere.html'>x</a>", "nowhere.html, which does not exist")]
    [InlineData("[x][ref]\n\n[ref]: gone.md", "gone.md, which does not exist")]
    public void Links_that_lead_nowhere_are_found(string markdown, string expected)
    {
        var finding = Assert.Single(PortableLint.CheckMarkdown(markdown, _place));

        Assert.Equal("link", finding.Rule);
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
        Assert.StartsWith("line 1: ", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_links_of_a_notebook_are_followed_where_its_place_is_known()
    {
        var document = LintedNotebook.With(NotebookCell.Markdown("first\n\n[x](gone.md)"));

        Assert.Empty(PortableLint.Check(document));
        Assert.Equal("cell 2, line 3: link: The link gone.md leads to notebooks/gone.md, which does not exist.", Assert.Single(PortableLint.Check(document, new() { Place = _place })).ToString());
    }

    [Fact]
    public void Outputs_come_from_one_run_from_top_to_bottom()
    {
        var document = LintedNotebook.With(NotebookCell.Code("1"), NotebookCell.Markdown("text"), NotebookCell.Code("2")).Executed();
        Assert.Empty(PortableLint.Check(document, new() { RequiresOutputs = true }));

        document.Cells[3].ExecutionCount = 7;
        Assert.Contains("run as number 7; from top to bottom it is number 3", Assert.Single(PortableLint.Check(document)).Message, StringComparison.Ordinal);

        document.Cells[1].ExecutionCount = null;
        Assert.Equal((2, "order"), (Assert.Single(PortableLint.Check(document)).CellNumber, PortableLint.Check(document)[0].Rule));
    }

    [Fact]
    public void A_notebook_without_outputs_is_found_only_where_readers_want_them()
    {
        var document = LintedNotebook.With(NotebookCell.Code("1"));

        Assert.Empty(PortableLint.Check(document));
        Assert.Equal("order", Assert.Single(PortableLint.Check(document, new() { RequiresOutputs = true })).Rule);
    }

    [Fact]
    public void An_error_in_the_outputs_is_found_unless_the_cell_is_meant_to_fail()
    {
        var document = LintedNotebook.With(NotebookCell.Code("throw new Exception();")).Executed();
        document.Cells[1].Outputs.Add(CellOutput.Error("System.Exception", "bad", []));
        Assert.Equal("error", Assert.Single(PortableLint.Check(document)).Rule);

        document.Cells[1].Metadata["tags"] = new JsonArray("raises-exception");
        Assert.Empty(PortableLint.Check(document));
    }

    [Theory]
    [InlineData("trained on box-17a in", true)]
    [InlineData("trained on BOX-17A.", true)]
    [InlineData("trained on box-17ab, or mybox-17a", false)]
    public void The_name_of_the_machine_in_an_output_is_found(string text, bool isFound)
    {
        var document = LintedNotebook.With(NotebookCell.Code("1")).Executed();
        document.Cells[1].Outputs.Add(CellOutput.Stream("stdout", text));

        Assert.Equal(isFound, PortableLint.Check(document, new() { PrivateNames = ["box-17a"] }).Any(finding => finding.Rule == "host-name"));
    }

    [Fact]
    public void A_mark_for_comparing_outputs_that_nobody_understands_is_found()
    {
        var document = LintedNotebook.With(NotebookCell.Code("1"));
        document.Cells[1].Metadata["course"] = new JsonObject { ["check"] = "roughly" };

        Assert.Contains("\"roughly\"", Assert.Single(PortableLint.Check(document)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_exercise_has_a_solution_with_the_same_check()
    {
        var lesson = LintedNotebook.With(Exercise("int? a = null;\n\nLesson.CheckA(a)"), Exercise("int? b = null;\n\nLesson.CheckB(b)\n"));

        Assert.Empty(Exercises.Check(lesson, LintedNotebook.With(Exercise("Lesson.CheckA(1)"), Exercise("Lesson.CheckB(2)"))));
        Assert.Equal("cell 3: exercise: No solution is checked by Lesson.CheckB.", Assert.Single(Exercises.Check(lesson, LintedNotebook.With(Exercise("Lesson.CheckA(1)")))).ToString());
        Assert.Contains("2 exercises and no notebook", Assert.Single(Exercises.Check(lesson, solution: null)).Message, StringComparison.Ordinal);
        Assert.Contains("does not end with a call", Assert.Single(Exercises.Check(LintedNotebook.With(Exercise("a")), LintedNotebook.With())).Message, StringComparison.Ordinal);
        Assert.Empty(Exercises.Check(LintedNotebook.With(), solution: null));
    }

    [Fact]
    public void Clearing_leaves_the_text_and_forgets_the_run()
    {
        var document = LintedNotebook.With(NotebookCell.Code("1"), NotebookCell.Markdown("text")).Executed();
        document.Cells[1].Outputs.Add(CellOutput.Stream("stdout", "x"));
        document.Cells[1].Metadata["execution"] = new JsonObject { ["iopub.status.idle"] = "2026-01-01" };

        Assert.Equal(2, StoredOutputs.Clear(document));
        Assert.All(document.Cells, cell => Assert.Empty(cell.Outputs));
        Assert.Null(document.Cells[0].ExecutionCount);
        Assert.False(document.Cells[1].Metadata.ContainsKey("execution"));
        Assert.Equal("text", document.Cells[2].Source);
        Assert.Equal(0, StoredOutputs.Clear(document));
    }

    private static NotebookCell Exercise(string code)
    {
        var cell = NotebookCell.Code(code);
        cell.Metadata["tags"] = new JsonArray("exercise");
        return cell;
    }
}
