using Microsoft.CodeAnalysis;
using Notebooks.Sessions;

namespace Notebooks.CSharp;

/// <summary>Turns the compiler's diagnostics into a cell error that shows the lines at fault.</summary>
internal static class CompilationErrors
{
    private const int Most = 10;

    public static CellError Describe(IEnumerable<Diagnostic> diagnostics, CellPlace place)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ToList();
        var traceback = errors.Take(Most).SelectMany(error => Lines(error, place)).ToList();
        if (errors.Count > Most)
            traceback.Add($"({errors.Count - Most} more errors)");

        var first = errors[0];
        var isOwn = !place.IsImported && first.Location.IsInSource && first.Location.SourceTree.FilePath == place.Label;
        return new("CompilationError", Message(first, place), traceback, isOwn ? LineOf(first) : null);
    }

    private static IEnumerable<string> Lines(Diagnostic error, CellPlace place)
    {
        yield return Message(error, place);
        if (error.Location.SourceTree is not { } tree)
            yield break;

        var text = tree.GetText();
        var start = error.Location.GetLineSpan().StartLinePosition;
        var line = text.Lines[start.Line].ToString();
        if (line.AsSpan().Trim().IsEmpty)
            yield break;
        yield return $"    {line}";

        // A tab in front of the mistake stays a tab in front of the mark, so that the two line up.
        var indent = new string([.. line.Take(start.Character).Select(c => c == '\t' ? '\t' : ' ')]);
        var length = Math.Clamp(error.Location.SourceSpan.Length, 1, Math.Max(1, line.Length - start.Character));
        yield return $"    {indent}{new string('^', length)}";
    }

    private static string Message(Diagnostic error, CellPlace place)
    {
        if (!error.Location.IsInSource)
            return $"error {error.Id}: {error.GetMessage()}";
        var position = error.Location.GetLineSpan();
        var file = position.Path == place.Label ? (place.IsImported ? place.Label : "") : Path.GetFileName(position.Path);
        var start = position.StartLinePosition;
        return $"{file}({start.Line + 1},{start.Character + 1}): error {error.Id}: {Explain(error)}";
    }

    // The compiler's words for a missing #r file do not say what to do.
    private static string Explain(Diagnostic error) => error.Id is "CS0006"
        ? $"{error.GetMessage()}. Is the path right, and is the project built?"
        : error.GetMessage();

    private static int LineOf(Diagnostic error) => error.Location.GetLineSpan().StartLinePosition.Line + 1;
}
