using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>
/// Holds a notebook against the subset that runs the same in .NET Interactive, Verso and this library's own host. It reads; it never
/// runs anything.
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
        for (var i = 0; i < document.Cells.Count; i++)
        {
            var cell = document.Cells[i];
            findings.AddRange(MetadataRules.CheckCell(cell, i + 1));
            findings.AddRange(cell.Kind switch
            {
                CellKind.Code => [.. DirectiveRules.Check(cell, i + 1), .. CodeRules.Check(cell, i + 1), .. OutputRules.Check(cell, i + 1, options)],
                CellKind.Markdown => PictureRules.CheckMarkdown(cell.Source, i + 1),
                _ => [],
            });
        }

        return [.. findings.OrderBy(finding => finding.CellNumber ?? 0).ThenBy(finding => finding.Line ?? 0)];
    }
}
