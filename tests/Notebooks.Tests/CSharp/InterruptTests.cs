using Notebooks.Sessions;

namespace Notebooks.Tests.CSharp;

public sealed class InterruptTests : IAsyncDisposable
{
    private readonly Cells _cells = new();

    public ValueTask DisposeAsync() => _cells.DisposeAsync();

    [Theory]
    [InlineData("var n = 0L; while (true) n++;")]
    [InlineData("System.Threading.Thread.Sleep(System.Threading.Timeout.Infinite);")]
    [InlineData("try { while (true) { } } catch (Exception) { }")]
    [InlineData("IEnumerable<int> Endless() { while (true) { } yield break; }\nEndless()")]
    public async Task A_cell_that_never_ends_is_stopped_and_the_session_lives_on(string code)
    {
        await _cells.RunAsync("var x = 3;");
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        var result = await _cells.TryRunAsync(code, soon.Token);

        Assert.Equal(CellStatus.Interrupted, result.Status);
        await _cells.RunAsync("x");
        Assert.Equal("3", _cells.ResultText);
    }

    [Fact]
    public async Task A_cell_that_cannot_be_stopped_is_given_up_and_the_session_says_so()
    {
        await using var cells = new Cells(interruptGrace: TimeSpan.FromSeconds(1));
        await cells.RunAsync("1");
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        var result = await cells.TryRunAsync("await Task.Yield(); await Task.Delay(600_000);", soon.Token);

        Assert.Equal(CellStatus.Abandoned, result.Status);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => cells.TryRunAsync("1"));
        Assert.Contains("Start a new session", error.Message, StringComparison.Ordinal);
    }
}
