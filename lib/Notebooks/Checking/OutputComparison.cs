using Notebooks.Documents;

namespace Notebooks.Checking;

/// <summary>Holds the outputs of a new run against the stored ones, as closely as each cell's metadata asks for.</summary>
public static class OutputComparison
{
    /// <summary>Compares two runs of one notebook.</summary>
    /// <param name="stored">The notebook as it is stored.</param>
    /// <param name="now">The same notebook with the outputs of a new run.</param>
    /// <returns>What was not reproduced, in the order of the cells; empty if all was.</returns>
    /// <exception cref="ArgumentException">The two have not the same cells.</exception>
    /// <exception cref="NotebookFormatException">A cell's metadata asks for an unknown way of comparing.</exception>
    public static IReadOnlyList<OutputDifference> Compare(NotebookDocument stored, NotebookDocument now)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(now);
        if (!stored.Cells.Select(cell => (cell.Kind, cell.Source)).SequenceEqual(now.Cells.Select(cell => (cell.Kind, cell.Source))))
            throw new ArgumentException("The two runs are of different notebooks: their cells differ.", nameof(now));

        var differences = new List<OutputDifference>();
        for (var i = 0; i < stored.Cells.Count; i++)
        {
            if (stored.Cells[i].Kind is CellKind.Code)
                differences.AddRange(Compare(stored.Cells[i], now.Cells[i], i + 1));
        }

        return differences;
    }

    private static IEnumerable<OutputDifference> Compare(NotebookCell stored, NotebookCell now, int number)
    {
        var expectation = OutputExpectation.Of(stored, number);
        if (stored.ExecutionCount is null)
        {
            yield return new(number, "was never run, so there is nothing to compare. Run the notebook with --in-place first.", []);
            yield break;
        }

        if (stored.Outputs.Count != now.Outputs.Count)
        {
            yield return new(number, $"has {Count(now)} now; stored are {stored.Outputs.Count}.", TextDiff.Lines(PlainText(stored), PlainText(now)));
            yield break;
        }

        for (var i = 0; i < stored.Outputs.Count; i++)
        {
            if (Compare(stored.Outputs[i], now.Outputs[i], expectation) is var (message, lines))
                yield return new(number, $"output {i + 1} {message}", lines);
        }
    }

    private static (string Message, IReadOnlyList<string> Lines)? Compare(CellOutput stored, CellOutput now, OutputExpectation expectation)
    {
        if (Form(stored) != Form(now))
            return ($"is {Form(now)}; stored is {Form(stored)}.", []);
        return expectation switch
        {
            SameShape => LineCount(stored) == LineCount(now)
                ? null
                : ($"has {LineCount(now)} lines; stored are {LineCount(stored)}.", TextDiff.Lines(PlainText(stored), PlainText(now))),
            NearNumbers near => NumericText.FirstDifference(PlainText(stored), PlainText(now), near) is { } reason
                ? ($"differs ({near}): {reason}", TextDiff.Lines(PlainText(stored), PlainText(now)))
                : null,
            _ => CompareExactly(stored, now),
        };
    }

    // The plain text comes first: where it differs, nobody wants to read the same difference again as HTML.
    private static (string Message, IReadOnlyList<string> Lines)? CompareExactly(CellOutput stored, CellOutput now)
    {
        if (PlainText(stored) != PlainText(now))
            return ("differs.", TextDiff.Lines(PlainText(stored), PlainText(now)));
        foreach (var type in stored.Data.MimeTypes)
        {
            var (before, after) = (Normal(stored.Data.Text(type)!), Normal(now.Data.Text(type)!));
            if (before != after)
                return ($"differs in its {type}.", TextDiff.Lines(before, after));
        }

        return null;
    }

    private static string Form(CellOutput output) => output.Kind switch
    {
        OutputKind.Stream => $"text on {output.StreamName}",
        OutputKind.Error => $"the error {output.ErrorName}",
        _ => $"a value as {string.Join(", ", output.Data.MimeTypes)}",
    };

    private static string Count(NotebookCell cell) => cell.Outputs.Count is 1 ? "1 output" : $"{cell.Outputs.Count} outputs";

    private static int LineCount(CellOutput output) => PlainText(output).TrimEnd('\n').Split('\n').Length;

    private static string PlainText(NotebookCell cell) => string.Join('\n', cell.Outputs.Select(PlainText));

    private static string PlainText(CellOutput output) => Normal(output.Kind switch
    {
        OutputKind.Stream => output.Text,
        OutputKind.Error => output.ErrorValue ?? "",
        _ => output.Data.Text(MimeBundle.PlainText) ?? MarkupText.Of(output.Data.Text(MimeBundle.Html) ?? ""),
    });

    private static string Normal(string text) => text.ReplaceLineEndings("\n");
}
