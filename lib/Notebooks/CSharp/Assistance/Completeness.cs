using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Sessions;

namespace Notebooks.CSharp.Assistance;

/// <summary>Whether a cell is whole.</summary>
internal static class Completeness
{
    public static CodeCompleteness Of(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(CellParser.WithoutDirectives(code), SubmissionCompiler.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return CodeCompleteness.Incomplete;
        return tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)
            ? CodeCompleteness.Invalid
            : CodeCompleteness.Complete;
    }
}
