using Notebooks.CSharp;
using Notebooks.Documents;
using Notebooks.Sessions;

namespace Notebooks.Tests.CSharp;

/// <summary>A session with the outputs of its last cell.</summary>
internal sealed class Cells(string? folder = null, TimeSpan? interruptGrace = null) : IAsyncDisposable
{
    private readonly CSharpSession _session = new(new()
    {
        Folder = folder ?? Path.GetTempPath(),
        InterruptGrace = interruptGrace ?? TimeSpan.FromMinutes(1),
    });

    public List<CellEvent> Events { get; } = [];

    public string Output => Text("stdout");

    public string ErrorOutput => Text("stderr");

    public MimeBundle? Result => Events.OfType<ResultProduced>().LastOrDefault()?.Data;

    public string? ResultText => Result?.Text(MimeBundle.PlainText);

    public IEnumerable<MimeBundle> Displays => Events.OfType<ValueDisplayed>().Select(displayed => displayed.Data);

    public Task<CellResult> TryRunAsync(string code, CancellationToken cancellationToken = default)
    {
        Events.Clear();
        return _session.ExecuteAsync(code, Events.Add, cancellationToken);
    }

    public async Task RunAsync(string code)
    {
        var result = await TryRunAsync(code);
        Assert.True(result.Error is null, string.Join('\n', result.Error?.Traceback ?? []));
    }

    public async Task<CellError> FailAsync(string code)
    {
        var result = await TryRunAsync(code);
        Assert.Equal(CellStatus.Failed, result.Status);
        return result.Error!;
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private string Text(string stream) => string.Concat(Events.OfType<StreamWritten>().Where(written => written.StreamName == stream).Select(written => written.Text));
}
