using Notebooks.Sessions;

namespace Notebooks.CSharp;

/// <summary>Ends a cell with an error that is described already.</summary>
internal sealed class CellFailedException(CellError error) : Exception(error.Message)
{
    public CellError Error { get; } = error;

    /// <summary>A directive (<c>#!import</c>, <c>#r "nuget: …"</c>) could not be carried out.</summary>
    public static CellFailedException Directive(CellPlace place, int line, string message) =>
        new(new CellError("DirectiveError", message, [$"{place.Label}, line {line}: {message}"], place.IsImported ? null : line));
}
