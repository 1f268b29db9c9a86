using Notebooks.Documents;
using Notebooks.Sessions;

namespace Notebooks.Running;

/// <summary>How a notebook's run ended.</summary>
public enum NotebookRunStatus
{
    /// <summary>Every cell ran.</summary>
    Completed,

    /// <summary>At least one cell failed or took too long.</summary>
    Failed,

    /// <summary>The run was cancelled; nothing was written.</summary>
    Cancelled,
}

/// <summary>The end of a notebook's run.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Failures">The cells that failed.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Document">The notebook with its new outputs, as far as it was run.</param>
/// <param name="OutputPath">The file that was written; null if none was.</param>
public sealed record NotebookRunResult(
    NotebookRunStatus Status,
    IReadOnlyList<CellFailure> Failures,
    TimeSpan Elapsed,
    NotebookDocument Document,
    string? OutputPath);

/// <summary>A cell that failed.</summary>
/// <param name="CellNumber">Its place in the notebook, counted from 1 over all cells.</param>
/// <param name="ExecutionCount">Its place among the code cells, which is the number in <c>In [n]</c>.</param>
/// <param name="Error">What went wrong.</param>
public sealed record CellFailure(int CellNumber, int ExecutionCount, CellError Error)
{
    /// <summary>One line that says which cell failed where and why.</summary>
    public override string ToString()
    {
        var line = Error.Line is { } number ? $", line {number}" : "";
        return $"Cell {CellNumber} (In [{ExecutionCount}]){line}: {Error.Name}: {Error.Message}";
    }
}
