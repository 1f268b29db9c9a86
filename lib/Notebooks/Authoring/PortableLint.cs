using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>
/// Holds a notebook against the subset that runs the same in .NET Interactive, Verso and this library's own host, and against what
/// readers need: outputs of one run, pictures with texts, links that lead somewhere. It reads; it never runs anything.
/// </summary>
public static class PortableLint
{
    /// <summary>Checks a notebook.</summary>
    /// <returns>What was found, in the order of the cells; empty if all is well.</returns>
    public static IReadOnlyList<LintFinding> Check(NotebookDocument document, LintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        options ??= new();
        var findings = new List<LintFinding>();
        findings.AddRange(MetadataRules.CheckNotebook(document));
        findings.AddRange(DirectiveRules.CheckImport(document, options.SetupFile));
        findings.AddRange(FileAccessRule.Check(document));
        findings.AddRange(OrderRules.Check(document, options));
        for (var i = 0; i < document.Cells.Count; i++)
        {
            var cell = document.Cells[i];
            findings.AddRange(MetadataRules.CheckCell(cell, i + 1));
            findings.AddRange(cell.Kind switch
            {
                CellKind.Code => CheckCode(cell, i + 1, options),
                CellKind.Markdown => CheckMarkdown(cell.Source, i + 1, options.Place),
                _ => [],
            });
        }

        return [.. findings.OrderBy(finding => finding.CellNumber ?? 0).ThenBy(finding => finding.Line ?? 0)];
    }
    /// <summary>Checks a Markdown file: its links inside the repository and its pictures' texts.</summary>
    /// <param name="markdown">The text.</param>
    /// <param name="place">Where the file lies.</param>
    public static IReadOnlyList<LintFinding> CheckMarkdown(string markdown, LintPlace place)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        ArgumentNullException.ThrowIfNull(place);
        return [.. CheckMarkdown(markdown, cell: null, place).OrderBy(finding => finding.Line)];
    }

    private static IEnumerable<LintFinding> CheckCode(NotebookCell cell, int number, LintOptions options) =>
    [
        .. DirectiveRules.Check(cell, number), .. CodeRules.Check(cell, number), .. OutputRules.Check(cell, number, options),
        .. OrderRules.CheckErrors(cell, number), .. ExpectationRule.Check(cell, number),
    ];

    private static IEnumerable<LintFinding> CheckMarkdown(string markdown, int? cell, LintPlace? place) =>
        [.. PictureRules.CheckMarkdown(markdown, cell), .. place is null ? [] : LinkRules.Check(markdown, cell, place)];
}
