namespace Notebooks.Authoring;

/// <summary>Something in a notebook that will not work, or not look the same, in every host.</summary>
/// <param name="CellNumber">The cell, counted from 1 over all cells; null when it is about the notebook as a whole, or about a Markdown file.</param>
/// <param name="Line">The line in the cell or file, counted from 1; null when it is about the whole.</param>
/// <param name="Rule">The rule's short name.</param>
/// <param name="Message">What was found and what to do instead.</param>
public sealed record LintFinding(int? CellNumber, int? Line, string Rule, string Message)
{
    /// <summary>The finding in one line.</summary>
    public override string ToString()
    {
        var place = (CellNumber, Line) switch
        {
            (null, null) => "notebook",
            (null, var line) => $"line {line}",
            (var cell, null) => $"cell {cell}",
            var (cell, line) => $"cell {cell}, line {line}",
        };
        return $"{place}: {Rule}: {Message}";
    }
}
