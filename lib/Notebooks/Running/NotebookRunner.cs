using System.Diagnostics;
using Notebooks.CSharp;
using Notebooks.Documents;
using Notebooks.Sessions;

namespace Notebooks.Running;

/// <summary>Runs notebooks from the first cell to the last and stores their outputs.</summary>
/// <param name="startSession">Starts the session for a notebook in a folder; by default a <see cref="CSharpSession"/>.</param>
public sealed class NotebookRunner(Func<string, INotebookSession>? startSession = null)
{
    /// <summary>The tag of a cell that is meant to fail: its error is shown and the run goes on, as in Jupyter.</summary>
    public const string RaisesExceptionTag = "raises-exception";

    /// <summary>The tag of a cell that a run leaves out, such as one that wants a GPU or the network; the same as nbclient's.</summary>
    public const string SkipExecutionTag = "skip-execution";

    private readonly Func<string, INotebookSession> _startSession =
        startSession ?? (folder => new CSharpSession(new CSharpSessionOptions { Folder = folder }));

    /// <summary>Runs a notebook.</summary>
    /// <param name="path">The notebook.</param>
    /// <param name="options">How to run it.</param>
    /// <param name="progress">Told what happens, in order; an implementation that returns late holds the run up.</param>
    /// <param name="cancellationToken">Interrupts the running cell and ends the run.</param>
    /// <returns>How it ended; a cell that fails is a result, not an exception.</returns>
    /// <exception cref="NotebookFormatException">The file is no notebook.</exception>
    /// <exception cref="IOException">The notebook cannot be read or the executed one not be written.</exception>
    public async Task<NotebookRunResult> RunAsync(
        string path, NotebookRunOptions? options = null, IProgress<NotebookProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        var clock = Stopwatch.StartNew();
        var fullPath = Path.GetFullPath(path);
        var document = NotebookDocument.Load(fullPath);
        var (status, failures) = await RunCellsAsync(document, fullPath, options, progress, cancellationToken).ConfigureAwait(false);

        var output = options.OutputPath is { } target && MayWrite(status, Path.GetFullPath(target) == fullPath) ? Path.GetFullPath(target) : null;
        if (output is not null)
            document.Save(output);
        return new(status, failures, clock.Elapsed, document, output);
    }

    private static bool MayWrite(NotebookRunStatus status, bool isInPlace) =>
        status is NotebookRunStatus.Completed || (status is NotebookRunStatus.Failed && !isInPlace);

    private async Task<(NotebookRunStatus Status, IReadOnlyList<CellFailure> Failures)> RunCellsAsync(
        NotebookDocument document, string path, NotebookRunOptions options, IProgress<NotebookProgress>? progress, CancellationToken cancellationToken)
    {
        var cells = document.Cells
            .Select((cell, index) => (Cell: cell, Number: index + 1))
            .Where(entry => entry.Cell.Kind is CellKind.Code && (options.ExecuteAll || !entry.Cell.Tags.Contains(SkipExecutionTag)))
            .ToList();
        foreach (var (cell, _) in cells)
        {
            cell.Outputs.Clear();
            cell.ExecutionCount = null;
        }

        var failures = new List<CellFailure>();
        var session = _startSession(Path.GetDirectoryName(path)!);
        await using var _ = session.ConfigureAwait(false);
        var collector = new OutputCollector();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cancellationToken.IsCancellationRequested)
                return (NotebookRunStatus.Cancelled, failures);

            var (cell, number) = cells[i];
            progress?.Report(new CellStarted(i + 1, cells.Count, cell.Source));
            collector.Begin(cell, i + 1);
            var result = await RunCellAsync(session, cell, collector, new(i + 1, cells.Count, progress), options, cancellationToken).ConfigureAwait(false);
            collector.End(result.Error);
            progress?.Report(new CellFinished(i + 1, cells.Count, result));

            if (cancellationToken.IsCancellationRequested && result.Status is not CellStatus.Completed)
                return (NotebookRunStatus.Cancelled, failures);
            if (result.Error is null || (result.Status is CellStatus.Failed && cell.Tags.Contains(RaisesExceptionTag)))
                continue;

            failures.Add(new(number, i + 1, result.Error));
            if (!options.KeepGoing || result.Status is CellStatus.Abandoned or CellStatus.Crashed)
                break;
        }

        return (failures.Count == 0 ? NotebookRunStatus.Completed : NotebookRunStatus.Failed, failures);
    }

    private static async Task<CellResult> RunCellAsync(
        INotebookSession session, NotebookCell cell, OutputCollector collector, Reporter reporter, NotebookRunOptions options, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.CellTimeout is { } limit)
            timeout.CancelAfter(limit);

        var result = await session.ExecuteAsync(
            cell.Source,
            output =>
            {
                collector.Add(output);
                reporter.Report(output);
            },
            timeout.Token).ConfigureAwait(false);

        var isTooLate = result.Status is CellStatus.Interrupted or CellStatus.Abandoned && !cancellationToken.IsCancellationRequested;
        return isTooLate ? result with { Error = TimedOut(options.CellTimeout!.Value) } : result;
    }

    private static CellError TimedOut(TimeSpan limit)
    {
        var message = $"The cell ran longer than the {limit.TotalSeconds:0.###} seconds allowed and was interrupted.";
        return new("Timeout", message, [message], null);
    }

    private sealed record Reporter(int Number, int Count, IProgress<NotebookProgress>? Progress)
    {
        public void Report(CellEvent output) => Progress?.Report(new CellProducedOutput(Number, Count, output));
    }
}
