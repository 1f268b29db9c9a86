namespace Notebooks.Sessions;

/// <summary>One cell to run.</summary>
/// <param name="Code">The cell's text, directives such as <c>#!import</c> included.</param>
public sealed record CellRequest(string Code)
{
    /// <summary>How messages and stack traces name the cell; by default <c>cell</c> and its number.</summary>
    public string? Label { get; init; }

    /// <summary>
    /// Answers a cell that reads the console, with null for the end of the input. Without it such a cell fails. The call is made on the
    /// cell's own thread; an interrupt ends its waiting.
    /// </summary>
    public Func<InputRequest, CancellationToken, Task<string?>>? AnswerInput { get; init; }
}

/// <summary>A running cell wants a line of text.</summary>
/// <param name="Prompt">What to show beside the place for the answer.</param>
/// <param name="IsPassword">Whether the answer is to be hidden while it is typed.</param>
public sealed record InputRequest(string Prompt, bool IsPassword);
