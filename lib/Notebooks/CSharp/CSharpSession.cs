using System.Diagnostics;
using Notebooks.CSharp.Assistance;
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
    public async Task<CellResult> ExecuteAsync(CellRequest cell, Action<CellEvent> onEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(onEvent);
        if (Interlocked.Exchange(ref _isBusy, 1) != 0)
            throw new InvalidOperationException("The session is busy: a cell is running, or one could not be interrupted. Start a new session.");

        var clock = Stopwatch.StartNew();
        var forwarding = ForwardAsync(_output.BeginCell(AnswerInput(cell, cancellationToken)), onEvent);
        var (status, error) = await RunInterruptibleAsync(cell, cancellationToken).ConfigureAwait(false);
        _output.EndCell();
        await forwarding.ConfigureAwait(false);
        if (status is not CellStatus.Abandoned)
            Volatile.Write(ref _isBusy, 0);
        return new(status, error, clock.Elapsed);
    }

    /// <inheritdoc/>
    public Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken = default) =>
        Task.Run(() => _executor.Analyze(code, _options.Folder, cell => Completions.At(cell, position, cancellationToken), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<CodeHelp?> InspectAsync(string code, int position, CancellationToken cancellationToken = default) =>
        Task.Run(() => _executor.Analyze(code, _options.Folder, cell => SymbolHelp.At(cell, position, cancellationToken), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CodeDiagnostic>> DiagnoseAsync(string code, CancellationToken cancellationToken = default) =>
        Task.Run(() => _executor.Analyze(code, _options.Folder, cell => Diagnostics.Of(cell, cancellationToken), cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<CodeCompleteness> CheckCompletenessAsync(string code, CancellationToken cancellationToken = default) =>
        Task.Run(() => Completeness.Of(code), cancellationToken);

    /// <summary>Compiles a little, so that the first cell need not wait until the compiler itself is compiled.</summary>
    public static void WarmUp() => new CellExecutor().WarmUp();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task ForwardAsync(IAsyncEnumerable<CellEvent> events, Action<CellEvent> onEvent)
    {
        await foreach (var cellEvent in events.ConfigureAwait(false))
            onEvent(cellEvent);
    }

    private async Task<(CellStatus Status, CellError? Error)> RunInterruptibleAsync(
        CellRequest cell, CancellationToken cancellationToken)
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

        var running = Task.Run(() => RunAsync(cell, abort.Token), CancellationToken.None);
        if (await Task.WhenAny(running, abandoned.Task).ConfigureAwait(false) == running)
            return await running.ConfigureAwait(false);
        return (CellStatus.Abandoned, Interrupted("The cell was interrupted but did not stop; its session is given up."));
    }

    private async Task<(CellStatus Status, CellError? Error)> RunAsync(CellRequest cell, CancellationToken abort)
    {
        _output.Enter();
        var place = new CellPlace(cell.Label ?? $"cell {_count + 1}", _options.Folder, []);
        _count++;
        try
        {
            await _executor.ExecuteAsync(cell.Code, place, _output, abort).ConfigureAwait(false);
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

    // Blocks the cell's thread, as reading a console does; the thread's own interrupt ends that.
    private static Func<InputRequest, string?>? AnswerInput(CellRequest cell, CancellationToken cancellationToken) =>
        cell.AnswerInput is { } answer ? request => answer(request, cancellationToken).GetAwaiter().GetResult() : null;

    internal static CellError Interrupted(string message) => new("Interrupted", message, [message], null);
}
