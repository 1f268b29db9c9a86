using Notebooks.Authoring;
using Notebooks.Documents;
using Notebooks.Running;
using Notebooks.Sessions;

namespace Notebooks.Tests.Running;

public sealed class NotebookRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Recorder _progress = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_code_cell_is_run_and_its_outputs_are_stored()
    {
        var notebook = Notebook("var x = 20;", "Console.Write(\"a\");\nConsole.WriteLine(\"b\");\nConsole.WriteLine(\"c\");\nx + 1");

        var result = await RunAsync(notebook, new() { OutputPath = _folder["out.ipynb"] });

        Assert.Equal(NotebookRunStatus.Completed, result.Status);
        var cells = NotebookDocument.Load(_folder["out.ipynb"]).Cells;
        Assert.Equal([null, 1, 2], cells.Select(cell => cell.ExecutionCount));
        Assert.Equal("ab\nc\n", cells[2].Outputs[0].Text);
        Assert.Equal("21", cells[2].Outputs[1].Data.Text("text/plain"));
        Assert.Equal(["in.ipynb", "out.ipynb"], _folder.FileNames);
    }

    [Fact]
    public async Task Running_twice_writes_the_same_bytes()
    {
        var notebook = Notebook("var shown = \"a\".Display(); shown.Update(\"b\");", "new { A = 1 }", "throw new Exception(\"x\");");

        await RunAsync(notebook, new() { OutputPath = _folder["one.ipynb"] });
        await RunAsync(notebook, new() { OutputPath = _folder["two.ipynb"] });

        Assert.Equal(File.ReadAllText(_folder["one.ipynb"]), File.ReadAllText(_folder["two.ipynb"]));
    }

    [Fact]
    public async Task Progress_tells_each_cells_start_output_and_end_in_order()
    {
        await RunAsync(Notebook("Console.Write(1);", "2"));

        Assert.Equal(
            ["start 1/2", "output 1", "end 1 Completed", "start 2/2", "output 2", "end 2 Completed"],
            _progress.Log);
    }

    [Fact]
    public async Task The_run_stops_at_the_first_error_and_names_cell_and_line()
    {
        var notebook = Notebook("1", "\nthrow new FormatException(\"bad\");", "Console.Write(\"never\");");

        var result = await RunAsync(notebook, new() { OutputPath = _folder["out.ipynb"] });

        Assert.Equal(NotebookRunStatus.Failed, result.Status);
        Assert.Equal("Cell 3 (In [2]), line 2: System.FormatException: bad", Assert.Single(result.Failures).ToString());
        var cells = NotebookDocument.Load(_folder["out.ipynb"]).Cells;
        Assert.Equal("System.FormatException", Assert.Single(cells[2].Outputs).ErrorName);
        Assert.Empty(cells[3].Outputs);
        Assert.Null(cells[3].ExecutionCount);
    }

    [Fact]
    public async Task A_run_that_keeps_going_reports_every_failure()
    {
        var result = await RunAsync(Notebook("throw new Exception(\"a\");", "1", "nonsense"), new() { KeepGoing = true });

        Assert.Equal([1, 3], result.Failures.Select(failure => failure.ExecutionCount));
    }

    [Theory]
    [InlineData(false, "stored", null)]
    [InlineData(true, "fresh", 1)]
    public async Task A_cell_tagged_skip_execution_keeps_its_stored_output_unless_all_are_run(bool executeAll, string expected, int? executionCount)
    {
        var notebook = Notebook("Console.Write(\"fresh\");");
        var document = NotebookDocument.Load(notebook);
        document.Cells[1].Metadata["tags"] = new System.Text.Json.Nodes.JsonArray("skip-execution");
        document.Cells[1].Outputs.Add(CellOutput.Stream("stdout", "stored"));
        document.Save(notebook);

        var result = await RunAsync(notebook, new() { ExecuteAll = executeAll });

        Assert.Equal(expected, Assert.Single(result.Document.Cells[1].Outputs).Text);
        Assert.Equal(executionCount, result.Document.Cells[1].ExecutionCount);
    }

    [Fact]
    public async Task A_cell_tagged_raises_exception_may_fail()
    {
        var notebook = Notebook("throw new Exception(\"meant\");", "1");
        var document = NotebookDocument.Load(notebook);
        document.Cells[1].Metadata["tags"] = new System.Text.Json.Nodes.JsonArray("raises-exception");
        document.Save(notebook);

        var result = await RunAsync(notebook, new() { OutputPath = notebook });

        Assert.Equal(NotebookRunStatus.Completed, result.Status);
        Assert.Equal("meant", NotebookDocument.Load(notebook).Cells[1].Outputs[0].ErrorValue);
    }

    [Fact]
    public async Task A_failed_run_in_place_leaves_the_notebook_as_it_was()
    {
        var notebook = Notebook("1", "throw new Exception();");
        var before = File.ReadAllText(notebook);

        var result = await RunAsync(notebook, new() { OutputPath = notebook });

        Assert.Null(result.OutputPath);
        Assert.Equal(before, File.ReadAllText(notebook));
    }

    [Fact]
    public async Task A_cell_that_takes_too_long_fails_with_the_limit_in_its_message()
    {
        var result = await RunAsync(Notebook("System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);", "1"), new() { CellTimeout = TimeSpan.FromSeconds(8), KeepGoing = true });

        var failure = Assert.Single(result.Failures);
        Assert.Equal("Timeout", failure.Error.Name);
        Assert.Contains("8 seconds", failure.Error.Message, StringComparison.Ordinal);
        Assert.Equal("1", result.Document.Cells[2].Outputs[0].Data.Text("text/plain"));
    }

    [Fact]
    public async Task A_cancelled_run_stops_the_running_cell_and_writes_nothing()
    {
        var notebook = Notebook("while (true) { }", "1");
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));

        var result = await RunAsync(notebook, new() { OutputPath = _folder["out.ipynb"] }, soon.Token);

        Assert.Equal(NotebookRunStatus.Cancelled, result.Status);
        Assert.Equal(["in.ipynb"], _folder.FileNames);
    }

    [Fact]
    public async Task Lines_of_standard_output_and_error_stay_apart()
    {
        var result = await RunAsync(Notebook("Console.WriteLine(1); Console.Error.WriteLine(2); Console.WriteLine(3);"));

        Assert.Equal(
            [("stdout", "1\n"), ("stderr", "2\n"), ("stdout", "3\n")],
            result.Document.Cells[1].Outputs.Select(output => (output.StreamName!, output.Text)));
    }

    [Fact]
    public async Task A_line_that_a_progress_bar_wrote_over_and_over_is_stored_once()
    {
        var result = await RunAsync(Notebook("""for (var i = 0; i <= 10; i++) Console.Write($"\r{i * 10}% done"); Console.WriteLine(); Console.Write("end\r\n");"""));

        Assert.Equal("100% done\nend\n", Assert.Single(result.Document.Cells[1].Outputs).Text);
    }

    [Fact]
    public async Task Imports_are_looked_for_beside_the_notebook()
    {
        new SetupNotebook([], [], _folder.Path, "root").Save(_folder["setup.ipynb"]);

        var result = await RunAsync(Notebook("#!import setup.ipynb", "root.Length > 0"));

        Assert.Equal("True", result.Document.Cells[2].Outputs[0].Data.Text("text/plain"));
    }

    [Fact]
    public async Task A_display_updated_by_a_later_cell_is_stored_with_its_last_value()
    {
        var result = await RunAsync(Notebook("var shown = \"a\".Display();", "shown.Update(\"b\");"));

        Assert.Equal("b", Assert.Single(result.Document.Cells[1].Outputs).Data.Text("text/plain"));
        Assert.Empty(result.Document.Cells[2].Outputs);
    }

    private string Notebook(params string[] sources)
    {
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Markdown("# A title"));
        foreach (var source in sources)
            document.Add(NotebookCell.Code(source));
        document.Save(_folder["in.ipynb"]);
        return _folder["in.ipynb"];
    }

    private Task<NotebookRunResult> RunAsync(string path, NotebookRunOptions? options = null, CancellationToken cancellationToken = default) =>
        new NotebookRunner().RunAsync(path, options, _progress, cancellationToken);

    private sealed class Recorder : IProgress<NotebookProgress>
    {
        public List<string> Log { get; } = [];

        public void Report(NotebookProgress value) => Log.Add(value switch
        {
            CellStarted started => $"start {started.Number}/{started.Count}",
            CellProducedOutput produced => $"output {produced.Number}",
            CellFinished { Result.Status: var status } => $"end {value.Number} {status}",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
        });
    }
}
