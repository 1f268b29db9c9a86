using Notebooks.Documents;

namespace Notebooks.Tests.Authoring;

/// <summary>Notebooks that a lint finds nothing in, but for what a test puts there.</summary>
internal static class LintedNotebook
{
    public static NotebookDocument With(params NotebookCell[] cells)
    {
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Code("#!import setup.ipynb"));
        foreach (var cell in cells)
            document.Add(cell);
        return document;
    }

    /// <summary>Numbers the code cells as a run from top to bottom does.</summary>
    public static NotebookDocument Executed(this NotebookDocument document)
    {
        foreach (var (index, cell) in document.Cells.Where(cell => cell.Kind is CellKind.Code).Index())
            cell.ExecutionCount = index + 1;
        return document;
    }
}
