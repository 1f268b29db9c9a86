using System.CommandLine;
using Course.Terminal;

namespace Course.Commands;

/// <summary><c>course list</c>: the lessons with their titles.</summary>
internal sealed class ListCommand : Command
{
    public ListCommand(CourseRepository repository, CourseTerminal terminal)
        : base("list", "List the lessons.")
    {
        SetAction(_ =>
        {
            terminal.Table(
                ["Lesson", "Title", "File"],
                repository.Lessons().Select(lesson => (IReadOnlyList<string>)
                    [lesson.Number, LessonTitle.Read(lesson), Path.GetRelativePath(repository.Root, lesson.Path)]));
            return ExitCode.Succeeded;
        });
    }
}
