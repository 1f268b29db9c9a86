using System.CommandLine;
using Course.Terminal;
using Notebooks.Authoring;
using Notebooks.Documents;

namespace Course.Commands;

/// <summary><c>course clear</c>: takes the outputs out of notebooks, for instance before going through a lesson anew.</summary>
internal sealed class ClearCommand : Command
{
    public ClearCommand(CourseRepository repository, CourseTerminal terminal)
        : base("clear", "Take the outputs out of notebooks.")
    {
        var lessons = new Argument<string[]>("lessons") { Description = "Numbers, names or paths. None means none: name what to clear.", Arity = ArgumentArity.OneOrMore };
        Arguments.Add(lessons);
        SetAction(parsed =>
        {
            foreach (var lesson in repository.Lessons(parsed.GetValue(lessons)!))
            {
                var document = NotebookDocument.Load(lesson.Path);
                var cleared = StoredOutputs.Clear(document);
                if (cleared > 0)
                    document.Save(lesson.Path);
                terminal.Line($"{lesson.Name}: {(cleared > 0 ? $"{cleared} cells cleared" : "nothing to clear")}");
            }

            return ExitCode.Succeeded;
        });
    }
}
