namespace Notebooks.Running;

/// <summary>How to run a notebook.</summary>
public sealed record NotebookRunOptions
{
    /// <summary>
    /// Where to write the executed notebook; null to write nothing. When this is the notebook itself, it is replaced only if every cell
    /// ran; another file is written after a failure too, with the error in it.
    /// </summary>
    public string? OutputPath { get; init; }

    /// <summary>How long one cell may run; null for as long as it takes.</summary>
    public TimeSpan? CellTimeout { get; init; }

    /// <summary>Whether to go on after a cell that failed.</summary>
    public bool KeepGoing { get; init; }

    /// <summary>
    /// Whether to run also the cells tagged <see cref="NotebookRunner.SkipExecutionTag"/>. Otherwise they are left as they are, with the
    /// outputs stored in them.
    /// </summary>
    public bool ExecuteAll { get; init; }
}
