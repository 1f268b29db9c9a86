using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Sessions;

namespace Notebooks.CSharp.Assistance;

/// <summary>What stands at a place of a cell: a symbol's declaration and documentation, or the overloads of a call.</summary>
internal static class SymbolHelp
{
    private const int MostOverloads = 20;

    public static CodeHelp? At(AnalyzedCell cell, int position, CancellationToken cancellationToken)
    {
        var root = cell.Tree.GetRoot(cancellationToken);
        position = Math.Clamp(position, 0, cell.Source.Length);
        var token = root.FindToken(Math.Min(position, Math.Max(0, root.FullSpan.End - 1)));
        if (!IsName(token) || !token.Span.Contains(position))
        {
            // Behind a word one still means the word.
            var left = position > 0 ? root.FindToken(position - 1) : token;
            token = IsName(left) && left.Span.End == position ? left : token;
        }

        IReadOnlyList<ISymbol> symbols = IsName(token) && token.Span.IntersectsWith(position) ? Named(cell, token, cancellationToken) : [];
        if (symbols.Count == 0)
            symbols = Called(cell, root, position, cancellationToken);
        return symbols.Count == 0
            ? null
            : new([.. symbols.Take(MostOverloads).Select(SymbolText.DeclarationOf)], DocumentationText.Of(symbols[0], cancellationToken));
    }

    private static bool IsName(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsPredefinedType(token.Kind());

    private static ImmutableArray<ISymbol> Named(AnalyzedCell cell, SyntaxToken token, CancellationToken cancellationToken)
    {
        var node = token.Parent!;
        if (cell.Model.GetDeclaredSymbol(node, cancellationToken) is { } declared)
            return [declared];

        // The constructor says more than the type does.
        if (node.Parent is BaseObjectCreationExpressionSyntax creation)
            node = creation;
        var info = cell.Model.GetSymbolInfo(node, cancellationToken);
        if (info.Symbol is { } symbol)
            return [symbol, .. Overloads(cell, node, symbol, cancellationToken)];
        if (info.CandidateSymbols.Length > 0)
            return info.CandidateSymbols;
        return cell.Model.GetMemberGroup(node, cancellationToken) is { Length: > 0 } group
            ? group
            : cell.Model.GetTypeInfo(node, cancellationToken).Type is { TypeKind: not TypeKind.Error } type ? [type] : [];
    }

    private static IReadOnlyList<ISymbol> Called(AnalyzedCell cell, SyntaxNode root, int position, CancellationToken cancellationToken)
    {
        var list = root.FindToken(Math.Max(0, position - 1)).Parent?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>()
            .FirstOrDefault(list => list.SpanStart < position);
        var call = list?.Parent;
        if (call is null)
            return [];

        var info = cell.Model.GetSymbolInfo(call, cancellationToken);
        IEnumerable<ISymbol> group = call switch
        {
            InvocationExpressionSyntax invocation => cell.Model.GetMemberGroup(invocation.Expression, cancellationToken)
                .Where(method => !IsOnType(cell, invocation.Expression, cancellationToken) || method is not IMethodSymbol { ReducedFrom: not null }),
            BaseObjectCreationExpressionSyntax => cell.Model.GetMemberGroup(call, cancellationToken),
            _ => [],
        };
        var count = list!.Arguments.Count;
        var all = info.Symbol is { } chosen ? [chosen, .. group] : (IReadOnlyList<ISymbol>)[.. info.CandidateSymbols, .. group];
        return
        [
            .. all.Distinct(SymbolEqualityComparer.Default).OfType<ISymbol>()
                .OrderBy(symbol => !SymbolEqualityComparer.Default.Equals(symbol, info.Symbol))
                .ThenBy(symbol => symbol is IMethodSymbol method && method.Parameters.Length >= count ? 0 : 1),
        ];
    }

    // The compiler offers extension methods of a string's for string.Join, too.
    private static bool IsOnType(AnalyzedCell cell, ExpressionSyntax called, CancellationToken cancellationToken) =>
        called is MemberAccessExpressionSyntax access && cell.Model.GetSymbolInfo(access.Expression, cancellationToken).Symbol is ITypeSymbol;

    private static IEnumerable<ISymbol> Overloads(AnalyzedCell cell, SyntaxNode node, ISymbol symbol, CancellationToken cancellationToken) =>
        cell.Model.GetMemberGroup(node, cancellationToken).Where(other => !SymbolEqualityComparer.Default.Equals(other, symbol));
}
