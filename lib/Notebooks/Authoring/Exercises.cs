using Notebooks.Documents;

namespace Notebooks.Authoring;

/// <summary>The exercises of a lesson and the worked answers to them.</summary>
public static class Exercises
{
    /// <summary>The tag of a code cell that ends with an exercise's check.</summary>
    public const string Tag = "exercise";

    /// <summary>Whether a cell ends with an exercise's check.</summary>
    public static bool IsExercise(NotebookCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return cell.Kind is CellKind.Code && cell.Tags.Contains(Tag);
    }

    /// <summary>Looks whether every exercise has a solution that calls the same check.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="solution">Its solutions; null if there are none.</param>
    /// <returns>What is missing; empty if all is well.</returns>
    public static IReadOnlyList<LintFinding> Check(NotebookDocument lesson, NotebookDocument? solution)
    {
        ArgumentNullException.ThrowIfNull(lesson);
        const string rule = "exercise";
        var exercises = lesson.Cells.Select((cell, index) => (Check: CheckOf(cell), Number: index + 1, Cell: cell)).Where(entry => IsExercise(entry.Cell)).ToList();
        if (exercises.Count == 0)
            return [];
        if (solution is null)
            return [new(null, null, rule, $"The lesson has {exercises.Count} exercises and no notebook of the same name in solutions/.")];

        var solved = solution.Cells.Where(IsExercise).Select(CheckOf).ToList();
        return
        [
            .. exercises.Where(exercise => exercise.Check is null)
                .Select(exercise => new LintFinding(exercise.Number, null, rule, "The exercise does not end with a call of its check.")),
            .. exercises.Where(exercise => exercise.Check is not null && !solved.Contains(exercise.Check))
                .Select(exercise => new LintFinding(exercise.Number, null, rule, $"No solution is checked by {exercise.Check}.")),
        ];
    }

    // The last line calls the check: Lesson00.CheckTwoByThree(answer).
    private static string? CheckOf(NotebookCell cell)
    {
        var line = cell.Source.TrimEnd().Split('\n')[^1];
        var end = line.IndexOf('(', StringComparison.Ordinal);
        return end > 0 ? line[..end].Trim() : null;
    }
}
