using Notebooks.Documents;
using Notebooks.Running;

namespace Course.Running;

/// <summary>What a lesson's run left.</summary>
/// <param name="Lesson">The lesson.</param>
/// <param name="Run">How it went.</param>
/// <param name="HtmlPath">The page made from it; null when nothing was written.</param>
internal sealed record RunSummary(Lesson Lesson, NotebookRunResult Run, string? HtmlPath)
{
    /// <summary>Cells with this tag hold what a lesson was about: <c>course run</c> ends by repeating them.</summary>
    public const string ResultsTag = "results";

    /// <summary>The plain text of what the cells tagged <c>results</c> showed.</summary>
    public IEnumerable<string> Results() => Run.Document.Cells
        .Where(cell => cell.Kind is CellKind.Code && cell.Tags.Contains(ResultsTag))
        .SelectMany(cell => cell.Outputs)
        .Select(output => output.Kind is OutputKind.Stream ? output.Text : output.Data.Text(MimeBundle.PlainText))
        .OfType<string>()
        .Select(text => text.TrimEnd());
}
