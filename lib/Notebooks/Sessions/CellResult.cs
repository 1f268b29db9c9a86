namespace Notebooks.Sessions;

/// <summary>How a cell ended.</summary>
public enum CellStatus
{
    /// <summary>It ran to its end.</summary>
    Completed,

    /// <summary>It did not compile, or threw an exception.</summary>
    Failed,

    /// <summary>It was interrupted and has stopped.</summary>
    Interrupted,

    /// <summary>It was interrupted but did not stop; the session cannot be used any more.</summary>
    Abandoned,

    /// <summary>Its process ended under it; what earlier cells declared is gone.</summary>
    Crashed,
}

/// <summary>The end of one cell's run.</summary>
/// <param name="Status">How the cell ended.</param>
/// <param name="Error">What went wrong; null when the cell completed.</param>
/// <param name="Elapsed">How long it ran.</param>
public sealed record CellResult(CellStatus Status, CellError? Error, TimeSpan Elapsed);

/// <summary>An error in a cell, as a notebook stores it.</summary>
/// <param name="Name">The exception's type, or <c>CompilationError</c>.</param>
/// <param name="Message">The message.</param>
/// <param name="Traceback">The lines to show, with the cell's own line numbers.</param>
/// <param name="Line">The line of the cell at fault, counted from 1; null when it is not known.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback, int? Line);
