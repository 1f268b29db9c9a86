namespace Notebooks.Tests.CSharp;

public sealed class ErrorTests : IAsyncDisposable
{
    private readonly Cells _cells = new();

    public ValueTask DisposeAsync() => _cells.DisposeAsync();

    [Fact]
    public async Task A_compile_error_shows_the_line_and_marks_the_place()
    {
        var error = await _cells.FailAsync("var a = 1;\nvar b = missing + 1;");

        Assert.Equal("CompilationError", error.Name);
        Assert.Equal(2, error.Line);
        Assert.Equal(
            ["(2,9): error CS0103: The name 'missing' does not exist in the current context", "    var b = missing + 1;", "            ^^^^^^^"],
            error.Traceback);
    }

    [Fact]
    public async Task A_cell_that_does_not_compile_leaves_the_state_alone()
    {
        await _cells.RunAsync("var x = 1;");
        await _cells.FailAsync("x = 2; nonsense");
        await _cells.RunAsync("x");

        Assert.Equal("1", _cells.ResultText);
    }

    [Fact]
    public async Task What_a_cell_did_before_its_exception_stays()
    {
        await _cells.FailAsync("""var kept = 7; throw new InvalidOperationException("boom");""");
        await _cells.RunAsync("kept");

        Assert.Equal("7", _cells.ResultText);
    }

    [Fact]
    public async Task An_exception_names_the_lines_of_the_cells_it_passed_through_and_nothing_of_the_host()
    {
        await _cells.RunAsync("""
            int Divide(int a, int b)
            {
                return a / b;
            }
            """);
        var error = await _cells.FailAsync("""
            var values = new[] { 1, 0 };

            values.Select(v => Divide(1, v)).Sum()
            """);

        Assert.Equal("System.DivideByZeroException", error.Name);
        Assert.Equal(3, error.Line);
        Assert.Equal("   at Divide(…), cell 1, line 3", error.Traceback[1]);
        Assert.Equal("   at cell 2, line 3", error.Traceback[^1]);
        Assert.DoesNotContain(error.Traceback, line => line.Contains("Notebooks", StringComparison.Ordinal) || line.Contains('/'));
    }

    [Fact]
    public async Task An_exception_after_an_await_names_the_same_lines()
    {
        var error = await _cells.FailAsync("""
            async Task Inner()
            {
                await Task.Delay(1);
                throw new ArgumentException("bad");
            }
            await Inner();
            """);

        Assert.Equal(["System.ArgumentException: bad", "   at Inner(…), cell 1, line 4", "   at cell 1, line 6"], error.Traceback);
    }

    [Fact]
    public async Task A_method_of_the_students_class_is_named_with_its_class()
    {
        var error = await _cells.FailAsync("""
            class Model { public void Train() => throw new NotSupportedException("not yet"); }
            new Model().Train();
            """);

        Assert.Contains("   at Model.Train(…), cell 1, line 1", error.Traceback);
    }

    [Fact]
    public async Task Inner_exceptions_are_told_too()
    {
        var error = await _cells.FailAsync("""
            try { throw new FormatException("inner"); }
            catch (Exception e) { throw new InvalidOperationException("outer", e); }
            """);

        Assert.Contains(" ---> System.FormatException: inner", error.Traceback);
    }

    [Fact]
    public async Task An_exception_out_of_a_waited_task_is_the_students_own()
    {
        var error = await _cells.FailAsync("""Task.Run(() => throw new FormatException("inside")).Wait();""");

        Assert.Equal("System.FormatException", error.Name);
    }

    [Fact]
    public async Task An_exception_while_showing_the_value_is_an_error_of_the_cell()
    {
        var error = await _cells.FailAsync("""new[] { 1, 0 }.Select(i => i == 0 ? throw new FormatException("lazy") : i)""");

        Assert.Equal("lazy", error.Message);
        Assert.Equal(1, error.Line);
    }
}
