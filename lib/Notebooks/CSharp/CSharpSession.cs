using System.Diagnostics;
using Notebooks.Sessions;

namespace Notebooks.CSharp;

/// <summary>Runs C# cells in this process.</summary>
public sealed class CSharpSession : INotebookSession
{
    private readonly CSharpSessionOptions _options;
    private readonly CellExecutor _executor = new();
    private readonly SessionOutput _output = new();
    private int _count;
    private int _isBusy;

    /// <summary>Starts a session.</summary>
    public CSharpSession(CSharpSessionOptions? options = null)
    {
        _options = options ?? new();
        ConsoleCapture.Install();
    }

    /// <inheritdoc/>
    public async Task<CellResult> ExecuteAsync(string code, Action<CellEvent> onEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(onEvent);
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
            throw new InvalidOperationException("The session is busy: a cell is running, or one could not be interrupted. Start a new session.");

        var clock = Stopwatch.StartNew();
        var forwarding = ForwardAsync(_output.BeginCell(), onEvent);
        var (status, error) = await RunInterruptibleAsync(code, cancellationToken).ConfigureAwait(false);
        _output.EndCell();
        await forwarding.ConfigureAwait(false);
        if (status is not CellStatus.Abandoned)
            Volatile.Write(ref _isBusy, 0);
        return new(status, error, clock.Elapsed);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task ForwardAsync(IAsyncEnumerable<CellEvent> events, Action<CellEvent> onEvent)
    {
        await foreach (var cellEvent in events.ConfigureAwait(false))
            onEvent(cellEvent);
    }

    private async Task<(CellStatus Status, CellError? Error)> RunInterruptibleAsync(
        string code, CancellationToken cancellationToken)
    {
        // Not disposed: an abort may still be under way when this method returns.
        var abort = new CancellationTokenSource();
        var abandoned = new TaskCompletionSource();

        // Cancelling waits until the thread is aborted, which can take for ever; the caller who cancels must not wait for that.
        using var registration = cancellationToken.UnsafeRegister(_ => Task.Run(async () =>
        {
            var aborting = abort.CancelAsync();
            await Task.Delay(_options.InterruptGrace, CancellationToken.None).ConfigureAwait(false);
            abandoned.TrySetResult();
            await aborting.ConfigureAwait(false);
        }), null);

        var running = Task.Run(() => RunAsync(code, abort.Token), CancellationToken.None);
        if (await Task.WhenAny(running, abandoned.Task).ConfigureAwait(false) == running)
            return await running.ConfigureAwait(false);
        return (CellStatus.Abandoned, Interrupted("The cell was interrupted but did not stop; its session is given up."));
    }

    private async Task<(CellStatus Status, CellError? Error)> RunAsync(string code, CancellationToken abort)
    {
        _output.Enter();
        var place = new CellPlace($"cell {++_count}", _options.Folder, []);
        try
        {
            await _executor.ExecuteAsync(code, place, _output, abort).ConfigureAwait(false);
            return (CellStatus.Completed, null);
        }
        catch (CellFailedException failure)
        {
            return (CellStatus.Failed, failure.Error);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return (CellStatus.Interrupted, Interrupted("The cell was interrupted."));
        }
    }

    private static CellError Interrupted(string message) => new("Interrupted", message, [message], null);
}
