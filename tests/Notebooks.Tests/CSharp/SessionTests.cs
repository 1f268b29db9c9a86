using Notebooks.Sessions;

namespace Notebooks.Tests.CSharp;

public sealed class SessionTests : IAsyncDisposable
{
    private readonly Cells _cells = new();

    public ValueTask DisposeAsync() => _cells.DisposeAsync();

    [Fact]
    public async Task State_functions_types_and_usings_carry_over_to_later_cells()
    {
        await _cells.RunAsync("using System.IO;");
        await _cells.RunAsync("var x = 5; int Square(int a) => a * a; record Point(int X, int Y);");
        await _cells.RunAsync("""(Square(x), new Point(1, 2).Y, Path.GetFileName("a/b.txt"))""");

        Assert.Equal("(25, 2, b.txt)", _cells.ResultText);
    }

    [Fact]
    public async Task A_variable_may_be_declared_again_with_another_type()
    {
        await _cells.RunAsync("var x = 5;");
        await _cells.RunAsync("""var x = "five";""");
        await _cells.RunAsync("x");

        Assert.Equal("five", _cells.ResultText);
    }

    [Fact]
    public async Task Await_and_await_foreach_work_at_top_level()
    {
        await _cells.RunAsync("""
            async IAsyncEnumerable<int> Count() { for (var i = 0; i < 3; i++) { await Task.Delay(1); yield return i; } }
            var sum = 0;
            await foreach (var i in Count()) sum += i;
            await Task.FromResult(sum)
            """);

        Assert.Equal("3", _cells.ResultText);
    }

    [Fact]
    public async Task The_default_usings_are_those_of_NET_Interactive()
    {
        await _cells.RunAsync("(typeof(StringBuilder), typeof(List<int>), typeof(Task), typeof(Hashtable), Enumerable.Range(0, 2).Sum())");

        // System.IO is not among them, so that what runs here runs there.
        var error = await _cells.FailAsync("""File.Exists("a")""");
        Assert.Contains("CS0103", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 + 1;")]
    [InlineData("""Console.Write("x")""")]
    [InlineData("var y = 3")]
    [InlineData("")]
    [InlineData("// nothing")]
    [InlineData("using System.IO;")]
    [InlineData("await Task.Delay(1)")]
    public async Task A_cell_without_a_last_value_has_no_result(string code)
    {
        await _cells.TryRunAsync(code);

        Assert.Null(_cells.Result);
    }

    [Fact]
    public async Task Console_text_is_captured_from_all_threads_of_the_cell()
    {
        await _cells.RunAsync("""
            Console.WriteLine("one");
            Console.Error.WriteLine("oops");
            await Task.Run(() => Console.WriteLine("two"));
            var thread = new System.Threading.Thread(() => Console.WriteLine("three"));
            thread.Start();
            thread.Join();
            Parallel.For(0, 3, i => Console.Write('p'));
            """.Replace("Parallel", "System.Threading.Tasks.Parallel", StringComparison.Ordinal));

        Assert.Equal("one\ntwo\nthree\nppp", _cells.Output.ReplaceLineEndings("\n"));
        Assert.Equal("oops\n", _cells.ErrorOutput.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task A_thread_that_outlives_its_cell_writes_to_the_cell_that_runs_then()
    {
        await _cells.RunAsync("""
            var go = new System.Threading.ManualResetEventSlim();
            var worker = new System.Threading.Thread(() => { go.Wait(); Console.Write("late"); });
            worker.Start();
            """);
        await _cells.RunAsync("go.Set(); worker.Join();");

        Assert.Equal("late", _cells.Output);
    }

    [Fact]
    public async Task Text_of_the_host_does_not_get_into_the_cell()
    {
        var running = _cells.TryRunAsync("await Task.Delay(100);");
        Console.Write("");
        Console.WriteLine("from the host");
        await running;

        Assert.Empty(_cells.Events);
    }

    [Fact]
    public async Task Displays_come_in_order_and_can_be_updated_from_a_later_cell()
    {
        await _cells.RunAsync("""var shown = "first".Display(); display("second"); HTML("<b>x</b>").Display();""");

        Assert.Equal(["first", "second", null], _cells.Displays.Select(data => data.Text("text/html") is null ? data.Text("text/plain") : null));
        Assert.Equal("<b>x</b>", _cells.Displays.Last().Text("text/html"));
        var id = _cells.Events.OfType<ValueDisplayed>().First().DisplayId;

        await _cells.RunAsync("""shown.Update("later")""");

        var update = Assert.IsType<DisplayUpdated>(Assert.Single(_cells.Events));
        Assert.Equal(id, update.DisplayId);
        Assert.Equal("later", update.Data.Text("text/plain"));
    }

    [Fact]
    public async Task A_display_as_the_last_expression_is_shown_once()
    {
        await _cells.RunAsync("""(1, 2).Display()""");

        Assert.Single(_cells.Events);
    }

    [Fact]
    public async Task Output_without_end_is_cut_off_with_a_notice()
    {
        await _cells.RunAsync("""var line = new string('x', 1 << 20); for (var i = 0; i < 40; i++) Console.Write(line);""");

        Assert.InRange(_cells.Output.Length, 1, SessionOutput.Limit);
        Assert.Contains("is left out", _cells.ErrorOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_that_asks_for_input_fails_instead_of_waiting()
    {
        var error = await _cells.FailAsync("var name = Console.ReadLine();");

        Assert.Contains("nobody answers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_library_can_tell_whether_a_cell_is_running()
    {
        await _cells.RunAsync("DisplayExtensions.IsAvailable");

        Assert.Equal("True", _cells.ResultText);
        Assert.False(DisplayExtensions.IsAvailable);
    }

    [Fact]
    public async Task A_second_cell_at_the_same_time_is_refused()
    {
        using var end = new CancellationTokenSource();
        var running = _cells.TryRunAsync("System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);", end.Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _cells.TryRunAsync("1"));
        await end.CancelAsync();
        await running;
        await _cells.RunAsync("1");
    }
}
