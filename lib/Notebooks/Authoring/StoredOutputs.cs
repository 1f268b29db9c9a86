using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>What a run leaves in a notebook.</summary>
public static class StoredOutputs
{
    // Jupyter's name for the times at which a cell ran.
    private const string ExecutionTimes = "execution";

    /// <summary>Takes outputs, counts and times of execution out of a notebook.</summary>
    /// <returns>How many cells had something.</returns>
    public static int Clear(NotebookDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document.Cells.Count(cell => cell.Kind is CellKind.Code && Clear(cell));
    }

    private static bool Clear(NotebookCell cell)
    {
        var hadTimes = cell.Metadata.Remove(ExecutionTimes);
        var had = hadTimes || cell.Outputs.Count > 0 || cell.ExecutionCount is not null;
        cell.Outputs.Clear();
        cell.ExecutionCount = null;
        return had;
    }
}
