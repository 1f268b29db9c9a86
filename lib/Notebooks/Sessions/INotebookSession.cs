namespace Notebooks.Sessions;

/// <summary>
/// Runs the cells of one notebook, in order, with state kept between them, and helps to write them. What goes in and out is plain data,
/// so that a session may live in this process or in another.
/// </summary>
public interface INotebookSession : ICodeAssistant, IAsyncDisposable
{
    /// <summary>Runs one cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="onEvent">Told each output, in order, while the cell runs. Never called by two threads at a time.</param>
    /// <param name="cancellationToken">Interrupts the cell.</param>
    /// <returns>How the cell ended. An error in the cell's own code is a result, not an exception.</returns>
    /// <exception cref="InvalidOperationException">A cell is still running, or an earlier one could not be stopped.</exception>
    Task<CellResult> ExecuteAsync(CellRequest cell, Action<CellEvent> onEvent, CancellationToken cancellationToken = default);
}
