using Notebooks.CSharp;
using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>Which directives work in every host, and where.</summary>
internal static class DirectiveRules
{
    public static IEnumerable<LintFinding> CheckImport(NotebookDocument document, string? setupFile)
    {
        if (setupFile is null)
            yield break;
        var index = document.Cells.ToList().FindIndex(cell => cell.Kind is CellKind.Code);
        var expected = $"#!import {setupFile}";
        if (index < 0)
            yield return new(null, null, "import", "The notebook has no code cell.");
        else if (document.Cells[index].Source.Split('\n')[0].TrimEnd() != expected)
            yield return new(index + 1, 1, "import", $"The first code cell must begin with {expected}, without quotes.");
    }

    public static IEnumerable<LintFinding> Check(NotebookCell cell, int number)
    {
        var lines = cell.Source.ReplaceLineEndings("\n").Split('\n');
        foreach (var part in CellParser.Parse(cell.Source))
        {
            switch (part)
            {
                case ImportPart when lines[part.Line - 1].Contains('"', StringComparison.Ordinal):
                    yield return new(number, part.Line, "import", "Verso does not take quotes here: #!import setup.ipynb");
                    break;
                case TimePart when part.Line > 1:
                    yield return new(number, part.Line, "directive", "#!time works everywhere only as the first line.");
                    break;
                case MarkupPart or VariablesPart or UnknownPart:
                    yield return new(number, part.Line, "directive", $"{lines[part.Line - 1].Trim()} is not known to every host. Use a Markdown cell, or C#.");
                    break;
                case PackageSourcePart:
                    yield return new(number, part.Line, "directive", "#i \"nuget: …\" fails in Verso. Use packages of the feed that the machine is set up with.");
                    break;
            }
        }

        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim() is "#!csharp" or "#!c#" or "#!C#")
                yield return new(number, i + 1, "directive", $"{lines[i].Trim()} is not known to Verso, and every cell is C# anyway.");
        }
    }
}
