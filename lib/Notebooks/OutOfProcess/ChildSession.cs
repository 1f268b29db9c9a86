using System.Collections.Concurrent;
using System.Diagnostics;
using Notebooks.CSharp;
using Notebooks.Sessions;

namespace Notebooks.OutOfProcess;

/// <summary>
/// Runs cells in another process, so that whatever a cell does (an endless loop, endless output, a stack overflow) ends that process at
/// worst. After such an end the next cell gets a new process, and is told so.
/// </summary>
public sealed class ChildSession : INotebookSession
{
    private readonly ChildSessionOptions _options;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<Answer>> _questions = new();
    private CellProcess _process;
    private Running? _running;
    private bool _isLost;
    private int _lastQuestion;

    /// <summary>Starts the process, which gets ready while the caller goes on.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public ChildSession(ChildSessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _process = Start();
    }

    /// <inheritdoc/>
    public async Task<CellResult> ExecuteAsync(CellRequest cell, Action<CellEvent> onEvent, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cell);
        ArgumentNullException.ThrowIfNull(onEvent);
        var clock = Stopwatch.StartNew();
        var running = new Running(cell, onEvent, cancellationToken);
        if (Interlocked.CompareExchange(ref _running, running, null) is not null)
            throw new InvalidOperationException("The session is busy: a cell is running.");
        try
        {
            await RenewAsync(running).ConfigureAwait(false);
            var process = _process;
            process.BeginCell();
            await process.SendAsync(new RunCell(cell.Code, cell.Label, cell.AnswerInput is not null)).ConfigureAwait(false);
            using var registration = cancellationToken.UnsafeRegister(_ => _ = InterruptAsync(process, running), null);

            if (await Task.WhenAny(running.Ended.Task, process.Ended).ConfigureAwait(false) == running.Ended.Task || running.Ended.Task.IsCompleted)
            {
                var result = await running.Ended.Task.ConfigureAwait(false);
                if (result.Status is CellStatus.Abandoned)
                    process.Kill();
                return result;
            }

            var error = await process.Ended.ConfigureAwait(false);
            return running.IsKilled
                ? new(CellStatus.Abandoned, Interrupted, clock.Elapsed)
                : new(CellStatus.Crashed, error, clock.Elapsed);
        }
        finally
        {
            Volatile.Write(ref _running, null);
        }
    }

    /// <inheritdoc/>
    public async Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken = default) =>
        (await AskAsync(id => new AskForCompletions(id, code, position), cancellationToken).ConfigureAwait(false)).Completions ?? new(position, position, []);

    /// <inheritdoc/>
    public async Task<CodeHelp?> InspectAsync(string code, int position, CancellationToken cancellationToken = default) =>
        (await AskAsync(id => new AskForHelp(id, code, position), cancellationToken).ConfigureAwait(false)).Help;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CodeDiagnostic>> DiagnoseAsync(string code, CancellationToken cancellationToken = default) =>
        (await AskAsync(id => new AskForDiagnostics(id, code), cancellationToken).ConfigureAwait(false)).Diagnostics ?? [];

    /// <inheritdoc/>
    public async Task<CodeCompleteness> CheckCompletenessAsync(string code, CancellationToken cancellationToken = default) =>
        (await AskAsync(id => new AskForCompleteness(id, code), cancellationToken).ConfigureAwait(false)).Completeness ?? CodeCompleteness.Complete;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static CellError Interrupted { get; } = CSharpSession.Interrupted(
        "The cell was interrupted but did not stop, so its process was ended. Its variables are gone: run the cells again from the first one.");

    private CellProcess Start() => CellProcess.Start(_options, OnMessage);

    // A process that ended while no cell ran is replaced like one that ended under a cell.
    private async Task RenewAsync(Running running)
    {
        if (!_isLost && !_process.Ended.IsCompleted)
            return;
        await _process.DisposeAsync().ConfigureAwait(false);
        _process = Start();
        _isLost = false;
        running.Show(new StreamWritten("stderr", "[A new process runs the cells: what earlier cells declared is gone.]\n"));
    }

    private async Task InterruptAsync(CellProcess process, Running running)
    {
        var ended = Task.WhenAny(running.Ended.Task, process.Ended);
        await process.SendAsync(new InterruptCell()).ConfigureAwait(false);
        await Task.WhenAny(ended, Task.Delay(_options.InterruptGrace)).ConfigureAwait(false);
        if (ended.IsCompleted)
            return;
        running.IsKilled = true;
        process.Kill();
    }

    private async Task<Answer> AskAsync(Func<int, Question> question, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastQuestion);
        var answer = _questions[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var process = _process;
            await process.SendAsync(question(id)).ConfigureAwait(false);
            var first = await Task.WhenAny(answer.Task, process.Ended).WaitAsync(cancellationToken).ConfigureAwait(false);
            return first == answer.Task ? await answer.Task.ConfigureAwait(false) : new(id);
        }
        finally
        {
            _questions.TryRemove(id, out _);
        }
    }

    private void OnMessage(SessionMessage message)
    {
        switch (message)
        {
            case CellOutputs outputs:
                lock (_gate)
                {
                    foreach (var output in outputs.Events)
                        Volatile.Read(ref _running)?.Show(output);
                }

                break;
            case CellWantsInput asked when _running is { } running:
                _ = AnswerInputAsync(_process, running, asked.Request);
                break;
            case CellEnded ended when _running is { } running:
                _isLost = ended.Result.Status is CellStatus.Abandoned;
                running.Ended.TrySetResult(ended.Result);
                break;
            case Answer answer when _questions.TryGetValue(answer.Id, out var question):
                question.TrySetResult(answer);
                break;
        }
    }

    private static async Task AnswerInputAsync(CellProcess process, Running running, InputRequest request)
    {
        try
        {
            var text = await running.Cell.AnswerInput!(request, running.CancellationToken).ConfigureAwait(false);
            await process.SendAsync(new GiveInput(text)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The cell is interrupted, which ends its waiting.
        }
    }

    private sealed record Running(CellRequest Cell, Action<CellEvent> OnEvent, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<CellResult> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Whether the process was ended because the cell did not stop.</summary>
        public volatile bool IsKilled;

        public void Show(CellEvent cellEvent) => OnEvent(cellEvent);
    }
}
