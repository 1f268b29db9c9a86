using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>Stored outputs come from one run from the first cell to the last, and no cell of it failed unasked.</summary>
internal static class OrderRules
{
    private const string Rule = "order";

    public static IEnumerable<LintFinding> Check(NotebookDocument document, LintOptions options)
    {
        var cells = document.Cells.Select((cell, index) => (Cell: cell, Number: index + 1)).Where(entry => entry.Cell.Kind is CellKind.Code).ToList();
        if (cells.TrueForAll(entry => entry.Cell.ExecutionCount is null))
        {
            if (options.RequiresOutputs && cells.Count > 0)
                yield return new(null, null, Rule, "No cell was run, so a reader sees no outputs. Store them: ./course run NN --in-place");
            foreach (var (_, number) in cells.Where(entry => entry.Cell.Outputs.Count > 0))
                yield return new(number, null, Rule, "The cell has outputs of a run that it does not remember. Run the notebook from its first cell, or clear it.");
            yield break;
        }

        for (var i = 0; i < cells.Count; i++)
        {
            var (cell, number) = cells[i];
            if (cell.ExecutionCount == i + 1)
                continue;
            yield return new(number, null, Rule, $"The cell was {(cell.ExecutionCount is { } count ? $"run as number {count}" : "not run")}; from top to bottom it is number {i + 1}. Run the notebook from its first cell.");
            yield break;
        }
    }

    public static IEnumerable<LintFinding> CheckErrors(NotebookCell cell, int number) =>
        cell.Tags.Contains(Running.NotebookRunner.RaisesExceptionTag)
            ? []
            : cell.Outputs.Where(output => output.Kind is OutputKind.Error)
                .Select(error => new LintFinding(number, null, "error", $"The cell failed with {error.ErrorName}: {error.ErrorValue}. Mend it, or tag it {Running.NotebookRunner.RaisesExceptionTag}."));
}
