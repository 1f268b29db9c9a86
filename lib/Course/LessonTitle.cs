using Notebooks.Documents;

namespace Course;

/// <summary>A lesson's title: the first heading of its notebook.</summary>
internal static class LessonTitle
{
    public static string Read(Lesson lesson)
    {
        var heading = NotebookDocument.Load(lesson.Path).Cells
            .Where(cell => cell.Kind is CellKind.Markdown)
            .SelectMany(cell => cell.Source.Split('\n'))
            .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal));
        return heading is null ? lesson.Name : heading[2..].Trim();
    }
}
