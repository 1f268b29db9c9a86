using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.CSharp;
using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>C# that fails, or shows something else, in one of the hosts.</summary>
internal sealed class CodeRules : CSharpSyntaxWalker
{
    private readonly int _number;
    private readonly List<LintFinding> _findings = [];

    private CodeRules(int number) => _number = number;

    public static IReadOnlyList<LintFinding> Check(NotebookCell cell, int number)
    {
        var walker = new CodeRules(number);
        foreach (var part in CellParser.Parse(cell.Source).OfType<CodePart>())
        {
            var root = CSharpSyntaxTree.ParseText(part.Code, SubmissionCompiler.ParseOptions).GetCompilationUnitRoot();
            foreach (var reference in root.GetReferenceDirectives())
                walker.Add(reference, "reference", $"#r \"{reference.File.ValueText}\": paths are the setup notebook's business; here only #r \"nuget: Id, version\" works everywhere.");
            walker.Visit(root);
        }

        return walker._findings;
    }

    public override void VisitNamespaceDeclaration(NamespaceDeclarationSyntax node) =>
        Add(node, "csharp", "A namespace cannot be declared in a cell. Leave it out.");

    public override void VisitFileScopedNamespaceDeclaration(FileScopedNamespaceDeclarationSyntax node) =>
        Add(node, "csharp", "A namespace cannot be declared in a cell. Leave it out.");

    public override void VisitExtensionBlockDeclaration(ExtensionBlockDeclarationSyntax node) =>
        Add(node, "csharp", "extension(…) blocks fail in notebooks. Write an extension method with this.");

    public override void VisitUsingDirective(UsingDirectiveSyntax node)
    {
        // The script dialect reads "using var x = …" as an unfinished using directive.
        if (node.SemicolonToken.IsMissing)
            Add(node, "csharp", "using var at top level fails in notebooks. Use a using block or a function.");
    }

    public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        // At top level the script dialect reads a variable as a field.
        if (node.Parent is CompilationUnitSyntax)
            CheckVariable(node, node.Declaration);
        base.VisitFieldDeclaration(node);
    }

    public override void VisitFieldExpression(FieldExpressionSyntax node) =>
        Add(node, "csharp", "field is C# 14; a host that stops at C# 13 fails. Declare the field.");

    public override void VisitAssignmentExpression(AssignmentExpressionSyntax node)
    {
        if (node.Parent is ConditionalAccessExpressionSyntax)
            Add(node, "csharp", "x?.P = v is C# 14; a host that stops at C# 13 fails. Use if (x is not null).");
        base.VisitAssignmentExpression(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        switch (node.Expression)
        {
            case IdentifierNameSyntax { Identifier.ValueText: "display" or "HTML" } name:
                Add(node, "display", $"{name.Identifier.ValueText}(…) is not known to Verso. Use value.Display();");
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DisplayAs" }:
                Add(node, "display", ".DisplayAs(…) is not known to Verso. Show a value that renders itself.");
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Display" } when node.ArgumentList.Arguments.Count > 0:
                Add(node, "display", ".Display(mimeType) means different things in different hosts. Use .Display(); on a value that renders itself.");
                break;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Display" } when node.Parent is not ExpressionStatementSyntax:
                Add(node, "display", ".Display() returns nothing in Verso. Use it as a statement of its own, without Update.");
                break;
        }

        base.VisitInvocationExpression(node);
    }

    public override void VisitMemberAccessExpression(MemberAccessExpressionSyntax node)
    {
        switch (node.ToString())
        {
            case "Console.Error" or "System.Console.Error":
                Add(node, "console", "Console.Error makes the cell fail in Verso. Use Console.WriteLine.");
                break;
            case "Directory.GetCurrentDirectory" or "Environment.CurrentDirectory":
                Add(node, "folder", "The current folder is another one in every host. Start from the root path that setup provides.");
                break;
        }

        base.VisitMemberAccessExpression(node);
    }

    private void CheckVariable(SyntaxNode node, VariableDeclarationSyntax declaration)
    {
        if (declaration.Type is GenericNameSyntax { Identifier.ValueText: "Span" or "ReadOnlySpan" })
            Add(node, "csharp", "A Span variable at top level fails in notebooks. Use an array, or a function.");
        if (declaration.Variables.Any(variable => variable.Initializer?.Value is StackAllocArrayCreationExpressionSyntax))
            Add(node, "csharp", "stackalloc at top level fails in notebooks. Use an array, or a function.");
    }

    private void Add(SyntaxNode node, string rule, string message) =>
        _findings.Add(new(_number, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, rule, message));
}
