using Microsoft.CodeAnalysis;
using Notebooks.Sessions;

namespace Notebooks.CSharp.Assistance;

/// <summary>The compiler's errors and warnings about a cell.</summary>
internal static class Diagnostics
{
    public static IReadOnlyList<CodeDiagnostic> Of(AnalyzedCell cell, CancellationToken cancellationToken) =>
    [
        .. from diagnostic in cell.Compilation.GetDiagnostics(cancellationToken)
           where diagnostic.Severity is not DiagnosticSeverity.Hidden && !diagnostic.IsSuppressed
           where !diagnostic.Location.IsInSource || diagnostic.Location.SourceTree == cell.Tree
           let place = diagnostic.Location.IsInSource ? diagnostic.Location.SourceSpan : default
           orderby place.Start
           select new CodeDiagnostic(diagnostic.Severity.ToString().ToLowerInvariant(), diagnostic.Id, diagnostic.GetMessage(), place.Start, place.End),
    ];
}
