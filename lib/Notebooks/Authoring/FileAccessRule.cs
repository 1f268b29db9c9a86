using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.CSharp;
using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary><c>System.IO</c> is imported by some hosts and not by others: who uses it says so.</summary>
internal static class FileAccessRule
{
    private static readonly HashSet<string> TypeNames =
        ["File", "Path", "Directory", "FileInfo", "DirectoryInfo", "StreamReader", "StreamWriter", "StringReader", "StringWriter", "FileStream", "MemoryStream"];

    public static IEnumerable<LintFinding> Check(NotebookDocument document)
    {
        for (var i = 0; i < document.Cells.Count; i++)
        {
            if (document.Cells[i].Kind is not CellKind.Code)
                continue;
            foreach (var part in CellParser.Parse(document.Cells[i].Source).OfType<CodePart>())
            {
                var root = CSharpSyntaxTree.ParseText(part.Code, SubmissionCompiler.ParseOptions).GetCompilationUnitRoot();
                if (root.Usings.Any(u => u.Name?.ToString() is "System.IO"))
                    yield break;
                var use = root.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault(IsUse);
                if (use is null)
                    continue;
                var line = use.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
                yield return new(i + 1, line, "system-io", $"{use.Identifier.ValueText} needs using System.IO; before it: .NET Interactive does not import it.");
                yield break;
            }
        }
    }

    // File.Exists or new StreamReader, not a member of the same name (x.Path) nor System.IO.File.
    private static bool IsUse(IdentifierNameSyntax name) =>
        TypeNames.Contains(name.Identifier.ValueText)
        && name.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression == name,
            ObjectCreationExpressionSyntax or VariableDeclarationSyntax or ParameterSyntax => true,
            _ => false,
        };
}
