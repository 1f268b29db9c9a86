namespace Notebooks.Sessions;

/// <summary>Helps to write cells: knows what earlier cells declared. Nothing here runs any code.</summary>
public interface ICodeAssistant
{
    /// <summary>Says what may stand at a place.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="position">The place, in UTF-16 code units from the beginning.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    Task<CompletionList> CompleteAsync(string code, int position, CancellationToken cancellationToken = default);

    /// <summary>Says what stands at a place: a symbol, or the call whose arguments are being written there.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="position">The place, in UTF-16 code units from the beginning.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <returns>What is known; null for nothing.</returns>
    Task<CodeHelp?> InspectAsync(string code, int position, CancellationToken cancellationToken = default);

    /// <summary>Lists the compiler's errors and warnings.</summary>
    Task<IReadOnlyList<CodeDiagnostic>> DiagnoseAsync(string code, CancellationToken cancellationToken = default);

    /// <summary>Says whether the text could be run as it stands, or wants more lines.</summary>
    Task<CodeCompleteness> CheckCompletenessAsync(string code, CancellationToken cancellationToken = default);
}

/// <summary>What may stand at a place.</summary>
/// <param name="Start">Where the text begins that a choice replaces.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Items">The choices, in the order to show them in.</param>
public sealed record CompletionList(int Start, int End, IReadOnlyList<CompletionItem> Items);

/// <summary>Something that may stand at a place.</summary>
/// <param name="Text">What to write.</param>
/// <param name="Kind">What it is: <c>method</c>, <c>property</c>, <c>class</c>, <c>keyword</c> and so on.</param>
/// <param name="Signature">Its declaration; empty for a keyword.</param>
public sealed record CompletionItem(string Text, string Kind, string Signature);

/// <summary>What is known of a symbol, or of the overloads of a call.</summary>
/// <param name="Signatures">The declarations; the one that fits best comes first.</param>
/// <param name="Documentation">What its author says about it, as plain text; empty if nothing.</param>
public sealed record CodeHelp(IReadOnlyList<string> Signatures, string Documentation);

/// <summary>An error or a warning of the compiler.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="Id">The compiler's number for it, such as <c>CS0103</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Start">Where it begins, in UTF-16 code units from the beginning of the text.</param>
/// <param name="End">Where it ends.</param>
public sealed record CodeDiagnostic(string Severity, string Id, string Message, int Start, int End);

/// <summary>Whether a text could be run as it stands.</summary>
public enum CodeCompleteness
{
    /// <summary>It could.</summary>
    Complete,

    /// <summary>It wants more lines.</summary>
    Incomplete,

    /// <summary>It has an error that no further line mends.</summary>
    Invalid,
}
