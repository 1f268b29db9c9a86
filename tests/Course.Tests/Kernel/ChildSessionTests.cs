using System.Diagnostics;
using CourseProgram;
using Notebooks.OutOfProcess;
using Notebooks.Sessions;

namespace Course.Tests.Kernel;

/// <summary>Cells in a process of their own: whatever they do, the program that runs them goes on.</summary>
public sealed class ChildSessionTests : IAsyncDisposable
{
    private readonly List<CellEvent> _events = [];
    private readonly ChildSession _session = new(new()
    {
        Program = "dotnet",
        Arguments = [CourseProcess.Program, "run-cells"],
        Folder = Path.GetTempPath(),
        InterruptGrace = TimeSpan.FromSeconds(10),
    });

    private string Output => string.Concat(_events.OfType<StreamWritten>().Select(written => written.Text));

    private string? Result => _events.OfType<ResultProduced>().LastOrDefault()?.Data.Text("text/plain");

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task Cells_share_their_state_show_their_output_and_run_in_the_notebooks_folder()
    {
        await RunAsync("var x = 20; Console.Write(\"é\"); Console.Error.Write('!'); x.Display();");
        Assert.Equal("é!", Output);
        Assert.Equal("20", _events.OfType<ValueDisplayed>().Single().Data.Text("text/plain"));

        await RunAsync("(x + 1, Environment.CurrentDirectory == System.IO.Path.GetTempPath().TrimEnd('/'), Environment.ProcessId).ToString()");
        Assert.StartsWith("(21, True, ", Result, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.ProcessId.ToString(), Result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int Down(int n) => Down(n + 1) + 1;\nDown(0)", "stack overflowed")]
    [InlineData("Environment.Exit(3);", "exited by itself with code 3")]
    [InlineData("Environment.FailFast(\"enough\");", "enough")]
    [InlineData("new System.Threading.Thread(() => throw new FormatException(\"on a thread\")).Start(); System.Threading.Thread.Sleep(60_000);", "FormatException: on a thread")]
    public async Task A_cell_that_ends_its_process_is_an_error_and_the_next_cell_has_a_new_one(string code, string reason)
    {
        await RunAsync("var x = 1;");

        var result = await TryRunAsync(code);

        Assert.Equal(CellStatus.Crashed, result.Status);
        Assert.Contains(reason, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(CellStatus.Failed, (await TryRunAsync("x")).Status);
        Assert.Contains("new process", Output, StringComparison.Ordinal);
        await RunAsync("1 + 1");
        Assert.Equal("2", Result);
    }

    [Fact]
    public async Task A_stack_overflow_names_the_method_that_called_itself()
    {
        var result = await TryRunAsync("int Down(int n) => Down(n + 1) + 1;\nDown(0)");

        Assert.Contains("   at Down(…)", result.Error!.Traceback);
    }

    [Fact]
    public async Task An_endless_loop_is_interrupted_and_keeps_the_state()
    {
        await RunAsync("var x = 3;");

        Assert.Equal(CellStatus.Interrupted, (await InterruptAsync("Console.Write(1); while (true) { }")).Status);
        await RunAsync("x");
        Assert.Equal("3", Result);
    }

    [Fact]
    public async Task A_cell_that_cannot_be_interrupted_loses_its_process_and_nothing_else()
    {
        await RunAsync("1");

        var result = await InterruptAsync("await Task.Yield(); Console.Write(1); while (true) { }");

        Assert.Equal(CellStatus.Abandoned, result.Status);
        await RunAsync("2");
        Assert.Equal("2", Result);
    }

    [Theory]
    [InlineData("var line = new string('x', 999) + \"\\n\"; for (var i = 0; i < 1_000_000; i++) Console.Write(line);")]
    [InlineData("var raw = Console.OpenStandardOutput(); var block = new byte[1 << 16]; Array.Fill(block, (byte)'x'); for (var i = 0; i < 4000; i++) raw.Write(block);")]
    public async Task Endless_output_is_cut_off_with_a_word_about_it(string code)
    {
        await RunAsync(code);

        Assert.InRange(Output.Length, 1_000_000, 17 * 1024 * 1024);
        Assert.Contains("left out", Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_goes_to_the_real_console_past_the_cells_own_is_shown_too()
    {
        await RunAsync("""System.Diagnostics.Process.Start("echo", "from a program").WaitForExit(); System.Threading.Thread.Sleep(500);""");

        Assert.Equal("from a program\n", Output);
    }

    [Fact]
    public async Task A_cell_that_reads_the_console_gets_the_answers()
    {
        var answers = new Queue<string?>(["one", "two", null]);
        var cell = new CellRequest("$\"{Console.ReadLine()} {Console.ReadLine()} {Console.ReadLine() is null}\"") { AnswerInput = (_, _) => Task.FromResult(answers.Dequeue()) };

        await _session.ExecuteAsync(cell, _events.Add, TestContext.Current.CancellationToken);

        Assert.Equal("one two True", Result);
    }

    [Fact]
    public async Task A_cell_that_waits_for_an_answer_can_be_interrupted()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var cell = new CellRequest("Console.ReadLine()") { AnswerInput = async (_, token) => { await Task.Delay(Timeout.Infinite, token); return null; } };

        Assert.Equal(CellStatus.Interrupted, (await _session.ExecuteAsync(cell, _events.Add, soon.Token)).Status);
    }

    [Fact]
    public async Task Help_with_writing_knows_what_cells_declared()
    {
        await RunAsync("""class Model { public int Layers => 12; } var model = new Model();""");

        var completions = await _session.CompleteAsync("model.La", 8, TestContext.Current.CancellationToken);
        var help = await _session.InspectAsync("model.Layers", 9, TestContext.Current.CancellationToken);

        Assert.Equal((6, 8, "Layers"), (completions.Start, completions.End, completions.Items.Single().Text));
        Assert.Equal("int Model.Layers", help!.Signatures.Single());
        Assert.Equal("CS0103", (await _session.DiagnoseAsync("modell", TestContext.Current.CancellationToken)).Single().Id);
        Assert.Equal(CodeCompleteness.Incomplete, await _session.CheckCompletenessAsync("if (true) {", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_process_ends_with_its_owner_even_in_an_endless_loop()
    {
        var (id, running) = (0, (Task?)null);
        await using (var session = new ChildSession(new() { Program = "dotnet", Arguments = [CourseProcess.Program, "run-cells"] }))
        {
            var ready = new TaskCompletionSource<int>();
            running = session.ExecuteAsync(
                "Console.Write(Environment.ProcessId); while (true) { }",
                output => ready.TrySetResult(int.Parse(((StreamWritten)output).Text)),
                TestContext.Current.CancellationToken);
            id = await ready.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        await running.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(id));
    }

    private Task<CellResult> TryRunAsync(string code, CancellationToken? cancellationToken = null)
    {
        _events.Clear();
        return _session.ExecuteAsync(code, _events.Add, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Interrupts a cell as soon as it has written something.</summary>
    private async Task<CellResult> InterruptAsync(string code)
    {
        using var interrupt = new CancellationTokenSource();
        return await _session.ExecuteAsync(code, _ => interrupt.Cancel(), interrupt.Token);
    }

    private async Task RunAsync(string code)
    {
        var result = await TryRunAsync(code);
        Assert.True(result.Error is null, string.Join('\n', result.Error?.Traceback ?? []));
    }
}
