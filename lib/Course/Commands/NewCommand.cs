using System.CommandLine;
using Course.Authoring;
using Course.Terminal;

namespace Course.Commands;

/// <summary><c>course new lesson</c>: begins a lesson with the parts that every lesson has, its solutions and the checks of its exercises.</summary>
internal sealed class NewCommand : Command
{
    public NewCommand(CourseRepository repository, CourseTerminal terminal)
        : base("new", "Begin something new from a template.")
    {
        var name = new Argument<string>("name") { Description = "What the lesson is about, such as \"Word vectors\"." };
        var lesson = new Command("lesson", "Begin a lesson: its notebook, its solutions and the checks of its exercises.") { name };
        lesson.SetAction(parsed =>
        {
            var template = LessonTemplate.Create(parsed.GetValue(name)!, Next(repository.Lessons()));
            foreach (var path in template.Save(repository))
                terminal.Line(Path.GetRelativePath(repository.Root, path));
            terminal.Line($"Now: ./course run {template.Number}");
            return ExitCode.Succeeded;
        });
        Subcommands.Add(lesson);
    }

    private static int Next(IReadOnlyList<Lesson> lessons) =>
        lessons.Count == 0 ? 0 : lessons.Max(lesson => int.Parse(lesson.Number, System.Globalization.CultureInfo.InvariantCulture)) + 1;
}
