namespace Notebooks.Documents;

/// <summary>A file is not a notebook that this library can read. The message says where and why.</summary>
/// <param name="message">What was wrong, with the value, and what to do.</param>
/// <param name="cellNumber">The cell at fault, counted from 1 over all cells; null when the fault is in no cell.</param>
/// <param name="innerException">The error below this one, if any.</param>
public sealed class NotebookFormatException(string message, int? cellNumber = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>The cell at fault, counted from 1 over all cells; null when the fault is in no cell.</summary>
    public int? CellNumber { get; } = cellNumber;
}
