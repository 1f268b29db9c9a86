namespace Notebooks.Checking;

/// <summary>A stored output that a new run did not reproduce.</summary>
/// <param name="CellNumber">The cell, counted from 1 over all cells.</param>
/// <param name="Message">What differs, in one sentence.</param>
/// <param name="Lines">The lines that differ: <c>-</c> stored, <c>+</c> now, and the cell's rule where it is not equality; empty if the message says all.</param>
public sealed record OutputDifference(int CellNumber, string Message, IReadOnlyList<string> Lines)
{
    /// <summary>The message and the lines below it, indented.</summary>
    public override string ToString() => string.Join('\n', [$"cell {CellNumber}: {Message}", .. Lines.Select(line => "    " + line)]);
}
