using System.CommandLine;
using Course.Authoring;
using Course.Terminal;

namespace Course.Commands;

/// <summary><c>course lint</c>: reads lessons, solutions and Markdown files and tells what will not work for some reader. Runs nothing.</summary>
internal sealed class LintCommand : Command
{
    public LintCommand(CourseRepository repository, CourseTerminal terminal)
        : base("lint", "Find what will not work for some reader of the lessons, without running anything. (Whether solutions are right: course check.)")
    {
        var lessons = new Argument<string[]>("lessons") { Description = "Numbers, names or paths; all lessons, and the clone's Markdown files, when none is given.", Arity = ArgumentArity.ZeroOrMore };
        Arguments.Add(lessons);
        SetAction(parsed =>
        {
            var names = parsed.GetValue(lessons) ?? [];
            var lint = new RepositoryLint(repository);
            var (files, findings) = (0, 0);
            foreach (var (path, found) in names is [] ? lint.CheckAll() : lint.Check(repository.Lessons(names)))
            {
                files++;
                findings += found.Count;
                foreach (var finding in found)
                    terminal.Error($"{Path.GetRelativePath(repository.Root, path)}: {finding}");
            }

            terminal.Line(findings == 0 ? $"{files} files, nothing found." : $"{files} files, {findings} findings.");
            return findings == 0 ? ExitCode.Succeeded : ExitCode.Failed;
        });
    }
}
