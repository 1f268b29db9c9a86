using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.CSharp;

namespace Notebooks.Html;

/// <summary>Colours C# by the compiler's own lexer: HTML spans with the classes <c>k</c> (keyword), <c>s</c> (string), <c>n</c> (number),
/// <c>c</c> (comment), <c>d</c> (directive), <c>t</c> (type) and <c>f</c> (function).</summary>
internal static class CSharpHighlighter
{
    public static string Highlight(string code)
    {
        var html = new StringBuilder();
        var root = CSharpSyntaxTree.ParseText(code, SubmissionCompiler.ParseOptions).GetRoot();
        foreach (var token in root.DescendantTokens())
        {
            AppendTrivia(html, token.LeadingTrivia);
            Append(html, token.ToString(), ClassOf(token));
            AppendTrivia(html, token.TrailingTrivia);
        }

        return html.ToString();
    }

    private static void AppendTrivia(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
        {
            Append(html, trivia.ToFullString(), trivia switch
            {
                { IsDirective: true } => "d",
                _ when trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                    or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => "c",
                _ => null,
            });
        }
    }

    private static string? ClassOf(SyntaxToken token)
    {
        var kind = token.Kind();
        if (SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind) || (kind is SyntaxKind.IdentifierToken && IsVar(token)))
            return "k";
        return kind switch
        {
            SyntaxKind.NumericLiteralToken => "n",
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedRawStringEndToken
                or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken => "s",
            SyntaxKind.IdentifierToken => NameClass(token),
            _ => null,
        };
    }

    private static bool IsVar(SyntaxToken token) =>
        token.ValueText is "var" or "await" && token.Parent is IdentifierNameSyntax;

    private static string? NameClass(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax => "t",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "f",
        SimpleNameSyntax name => NameClass(name),
        _ => null,
    };

    // Without a compilation: what is called is a function, what stands where only a type can stand is a type.
    private static string? NameClass(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax => "f",
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access
            when access.Name == name && call.Expression == access => "f",
        ObjectCreationExpressionSyntax or VariableDeclarationSyntax
            or ParameterSyntax or TypeArgumentListSyntax
            or BaseTypeSyntax or ArrayTypeSyntax
            or NullableTypeSyntax or CastExpressionSyntax
            or MethodDeclarationSyntax or LocalFunctionStatementSyntax
            or TypeOfExpressionSyntax or ForEachStatementSyntax
            when char.IsUpper(name.Identifier.ValueText.FirstOrDefault()) => "t",
        _ => null,
    };

    public static void Append(StringBuilder html, string text, string? cssClass)
    {
        if (text.Length == 0)
            return;
        var encoded = WebUtility.HtmlEncode(text);
        if (cssClass is null)
            html.Append(encoded);
        else
            html.Append("<span class=\"").Append(cssClass).Append("\">").Append(encoded).Append("</span>");
    }
}
