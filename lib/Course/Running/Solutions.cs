using Notebooks.Authoring;
using Notebooks.Documents;

namespace Course.Running;

/// <summary>The worked answers to a lesson's exercises, in <c>notebooks/solutions</c>.</summary>
internal static class Solutions
{
    /// <summary>What the check of an exercise says of a right answer.</summary>
    private const string Right = ": right.";

    /// <summary>The exercises of an executed solution whose check does not say that the answer is right.</summary>
    public static IEnumerable<string> NotFoundRight(NotebookDocument executed) =>
        from entry in executed.Cells.Select((cell, index) => (Cell: cell, Number: index + 1))
        where Exercises.IsExercise(entry.Cell)
        let verdict = string.Join('\n', entry.Cell.Outputs.Select(output => output.Data.Text(MimeBundle.PlainText)))
        where !verdict.Contains(Right, StringComparison.Ordinal)
        select $"cell {entry.Number}: the solution is not found right: {(verdict.Length > 0 ? verdict : "the check shows nothing")}";
}
