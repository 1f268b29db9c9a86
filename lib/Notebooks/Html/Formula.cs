using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Notebooks.Documents;

namespace Notebooks.Html;

/// <summary>A formula in a Markdown cell.</summary>
/// <param name="Tex">What stands between the dollar signs.</param>
/// <param name="IsBlock">Whether it stands on a line of its own.</param>
public sealed record Formula(string Tex, bool IsBlock)
{
    /// <summary>The formulas of a notebook, each once, so that a program can set them all in one go.</summary>
    public static IReadOnlyList<Formula> In(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. document.Cells.Where(cell => cell.Kind is CellKind.Markdown)
            .SelectMany(cell => Markdown.Parse(cell.Source, PageMarkdown.Pipeline).Descendants())
            .Select(Of).OfType<Formula>().Distinct()];
    }

    // Two dollar signs within a paragraph make a formula on a line of its own too.
    internal static Formula Of(MathInline inline) => new(inline.Content.ToString(), IsBlock: inline.DelimiterCount == 2);

    internal static Formula Of(MathBlock block) => new(block.Lines.ToString(), IsBlock: true);

    private static Formula? Of(MarkdownObject node) => node switch
    {
        MathInline inline => Of(inline),
        MathBlock block => Of(block),
        _ => null,
    };
}
