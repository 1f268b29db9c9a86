using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Notebooks.Sessions;

namespace Notebooks.CSharp.Assistance;

/// <summary>What may stand at a place of a cell.</summary>
internal static class Completions
{
    private static readonly IReadOnlyList<string> Keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText),
        "async", "await", "dynamic", "nameof", "record", "var", "when", "where", "yield",
    ];

    public static CompletionList At(AnalyzedCell cell, int position, CancellationToken cancellationToken)
    {
        position = Math.Clamp(position, 0, cell.Source.Length);
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(cell.Source[start - 1]))
            start--;
        var typed = cell.Source[start..position];

        var lineStart = cell.Source.LastIndexOf('\n', Math.Max(0, position - 1)) + 1;
        if (position >= lineStart && cell.Source.AsSpan(lineStart, position - lineStart).TrimStart() is var line && line.StartsWith("#!") && !line.ContainsAny(' ', '\t'))
            return Directives(line.ToString(), position);

        var root = cell.Tree.GetRoot(cancellationToken);
        var isMarkup = start < position && cell.Tree.GetText(cancellationToken)[start] != cell.Source[start];
        if (isMarkup || IsText(root, start))
            return new(start, position, []);

        // The token before the word decides: after a dot come members, elsewhere whatever is in scope.
        var before = start == 0 ? default : TokenBefore(root, start);
        IEnumerable<ISymbol> symbols = before.Kind() is SyntaxKind.DotToken or SyntaxKind.ColonColonToken or SyntaxKind.MinusGreaterThanToken
            ? Members(cell, before.Parent!, start, cancellationToken)
            : [.. Initializable(cell, before, cancellationToken), .. cell.Model.LookupSymbols(start)];
        var hasKeywords = before.Kind() is not SyntaxKind.DotToken;

        var items = symbols
            .Where(symbol => symbol.CanBeReferencedByName && symbol.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .GroupBy(symbol => symbol.Name, StringComparer.Ordinal)
            .Select(group => Item(group.First(), group.Count()))
            .Concat(hasKeywords ? Keywords.Where(word => typed.Length > 0 && word.StartsWith(typed, StringComparison.Ordinal)).Select(word => new CompletionItem(word, "keyword", "")) : [])
            .OrderByDescending(item => item.Text.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(item => item.Text, StringComparer.OrdinalIgnoreCase);
        return new(start, position, [.. items]);
    }

    private static CompletionList Directives(string typed, int position) => new(
        position - typed.Length,
        position,
        [.. CellParser.Directives.Where(directive => directive.StartsWith(typed, StringComparison.Ordinal)).Select(directive => new CompletionItem(directive, "directive", ""))]);

    private static CompletionItem Item(ISymbol symbol, int overloads)
    {
        var more = overloads > 1 ? $" (and {overloads - 1} more)" : "";
        return new(symbol.Name, SymbolText.KindOf(symbol), SymbolText.DeclarationOf(symbol) + more);
    }

    private static SyntaxToken TokenBefore(SyntaxNode root, int position)
    {
        var token = root.FindToken(position - 1);
        return token.SpanStart >= position || token.Span.IsEmpty ? token.GetPreviousToken() : token;
    }

    // In a comment, or inside the quotes of a string, there are no names.
    private static bool IsText(SyntaxNode root, int position)
    {
        var trivia = root.FindTrivia(position);
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && trivia.SpanStart < position)
            return true;
        var token = root.FindToken(position);
        return token.SpanStart < position && position <= token.Span.End
            && token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken;
    }

    private static IEnumerable<ISymbol> Members(AnalyzedCell cell, SyntaxNode node, int position, CancellationToken cancellationToken)
    {
        var model = cell.Model;
        ExpressionSyntax? left = node switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            AliasQualifiedNameSyntax alias => alias.Alias,
            MemberBindingExpressionSyntax => node.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (left is null)
            return [];

        var symbol = model.GetSymbolInfo(left, cancellationToken).Symbol;
        if (symbol is INamespaceSymbol)
            return model.LookupNamespacesAndTypes(position, (INamespaceSymbol)symbol);
        if (symbol is ITypeSymbol named && model.GetTypeInfo(left, cancellationToken).Type?.Equals(named, SymbolEqualityComparer.Default) is not false && left is not InstanceExpressionSyntax)
            return model.LookupStaticMembers(position, named);

        var type = model.GetTypeInfo(left, cancellationToken).Type;
        if (node is MemberBindingExpressionSyntax && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type is IPointerTypeSymbol pointer)
            type = pointer.PointedAtType;
        return type is null or { TypeKind: TypeKind.Error }
            ? []
            : model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(member => !member.IsStatic && member is not ITypeSymbol);
    }

    // new Point { | }: what the braces may set.
    private static IEnumerable<ISymbol> Initializable(AnalyzedCell cell, SyntaxToken before, CancellationToken cancellationToken)
    {
        if (before.Parent is not InitializerExpressionSyntax { RawKind: (int)SyntaxKind.ObjectInitializerExpression or (int)SyntaxKind.CollectionInitializerExpression, Parent: BaseObjectCreationExpressionSyntax creation })
            return [];
        return cell.Model.GetTypeInfo(creation, cancellationToken).Type is { } type
            ? cell.Model.LookupSymbols(before.Span.End, type).Where(member => member is IPropertySymbol { SetMethod: not null, IsStatic: false } or IFieldSymbol { IsReadOnly: false, IsStatic: false })
            : [];
    }
}
