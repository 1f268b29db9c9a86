using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Documents;

namespace Notebooks.CSharp;

/// <summary>Splits a cell's text at its directives: lines that begin with <c>#!</c>, and the package references.</summary>
internal static partial class CellParser
{
    /// <summary>The directives that a cell may begin a line with.</summary>
    public static IReadOnlyList<string> Directives { get; } = ["#!import", "#!time", "#!whos", "#!markdown", "#!html", "#!mermaid", "#!csharp"];

    /// <summary>The text with spaces in place of all that is not C#, so that every place in it keeps its number.</summary>
    public static string WithoutDirectives(string source)
    {
        if (!source.Contains('#', StringComparison.Ordinal))
            return source;
        var tree = CSharpSyntaxTree.ParseText(source, SubmissionCompiler.ParseOptions);
        var code = new StringBuilder(source.Length);
        var isMarkup = false;
        foreach (var line in tree.GetText().Lines)
        {
            var text = line.ToString();
            var isDirective = MayBeDirective(text) && !IsInsideToken(tree, line.Start + text.Length - text.TrimStart().Length);
            if (isDirective)
                isMarkup = MarkupType(Word(text)) is not null;
            code.Append(isDirective || isMarkup ? new string(' ', text.Length) : text).Append(source, line.End, line.EndIncludingLineBreak - line.End);
        }

        return code.ToString();
    }

    public static IReadOnlyList<CellPart> Parse(string source)
    {
        source = source.ReplaceLineEndings("\n");
        if (string.IsNullOrWhiteSpace(source))
            return [];
        if (!source.Contains("#!", StringComparison.Ordinal) && !PackageLine().IsMatch(source))
            return [new CodePart(1, source)];

        var parts = new List<CellPart>();
        var lines = source.Split('\n');
        var code = new StringBuilder();
        var codeStart = 0;
        var tree = CSharpSyntaxTree.ParseText(source, SubmissionCompiler.ParseOptions);
        var offset = 0;
        for (var i = 0; i < lines.Length; offset += lines[i].Length + 1, i++)
        {
            var line = lines[i];
            if (!MayBeDirective(line) || IsInsideToken(tree, offset + line.Length - line.TrimStart().Length))
            {
                code.Append(line).Append('\n');
                continue;
            }

            // A package line leaves the code around it in one piece: it takes effect before the code is compiled.
            if (PackageLine().Match(line) is { Success: true } package)
            {
                parts.Add(Package(i + 1, package));
                code.Append('\n');
                continue;
            }

            FlushCode(before: i);
            if (MarkupType(Word(line)) is { } mimeType)
            {
                var end = Array.FindIndex(lines, i + 1, IsCSharpDirective);
                var last = end < 0 ? lines.Length : end;
                parts.Add(new MarkupPart(i + 1, mimeType, string.Join('\n', lines[(i + 1)..last])));
                var rest = new string('\n', last) + string.Join('\n', lines[last..]);
                if (end >= 0)
                    parts.AddRange(Parse(rest));
                return parts;
            }

            if (Directive(line, i + 1) is { } part)
                parts.Add(part);
        }

        FlushCode(before: lines.Length);
        return parts;

        void FlushCode(int before)
        {
            var text = code.ToString();
            if (!string.IsNullOrWhiteSpace(text))
                parts.Add(new CodePart(codeStart + 1, new string('\n', codeStart) + text));
            code.Clear();
            codeStart = before + 1;
        }
    }

    private static CellPart? Directive(string line, int number)
    {
        var word = Word(line);
        var argument = line.Trim()[word.Length..].Trim();
        return word switch
        {
            "#!csharp" or "#!c#" or "#!C#" => null,
            "#!import" => new ImportPart(number, argument.Trim('"')),
            "#!time" => new TimePart(number),
            "#!whos" or "#!who" => new VariablesPart(number),
            _ => new UnknownPart(number, word),
        };
    }

    private static CellPart Package(int number, Match match)
    {
        var fields = match.Groups["what"].Value.Split(',', StringSplitOptions.TrimEntries);
        return match.Groups["kind"].Value is "i"
            ? new PackageSourcePart(number, match.Groups["what"].Value.Trim())
            : new PackagePart(number, fields[0], fields is [_, { Length: > 0 } version, ..] ? version : null);
    }

    private static bool MayBeDirective(string line) => line.AsSpan().TrimStart().StartsWith("#!") || PackageLine().IsMatch(line);

    private static bool IsCSharpDirective(string line) => Word(line) is "#!csharp" or "#!c#" or "#!C#";

    private static string? MarkupType(string word) => word switch
    {
        "#!markdown" => MimeBundle.Markdown,
        "#!html" => MimeBundle.Html,
        "#!mermaid" => MarkupPart.Mermaid,
        _ => null,
    };

    private static string Word(string line) => line.TrimStart().Split([' ', '\t'], 2)[0];

    // Inside a string of several lines or a comment, "#!" is text.
    private static bool IsInsideToken(SyntaxTree tree, int position)
    {
        var root = tree.GetRoot();
        var token = root.FindToken(position);
        if (token.Span.Contains(position) && token.SpanStart < position)
            return true;
        return root.FindTrivia(position) is var trivia
            && trivia.SpanStart < position && trivia.Span.Contains(position)
            && trivia.Kind() is SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia;
    }

    [GeneratedRegex("""^[ \t]*#(?<kind>[ri])[ \t]+"nuget:(?<what>[^"]*)"[ \t]*;?[ \t]*\r?$""", RegexOptions.Multiline)]
    private static partial Regex PackageLine();
}
