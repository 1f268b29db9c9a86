using System.CommandLine;
using System.Globalization;
using Course.Running;
using Course.Terminal;
using Notebooks.Checking;
using Notebooks.Documents;
using Notebooks.Running;

namespace Course.Commands;

/// <summary>
/// <c>course check</c>: runs lessons again and holds what they show against what is stored in them, then runs their solutions and
/// looks whether each is found right. Nothing is written.
/// </summary>
internal sealed class CheckCommand : Command
{
    private readonly CourseRepository _repository;
    private readonly CourseTerminal _terminal;

    public CheckCommand(CourseRepository repository, CourseTerminal terminal)
        : base("check", "Run lessons again and compare with the stored outputs; run their solutions. Changes no file of yours.")
    {
        _repository = repository;
        _terminal = terminal;

        var lessons = new Argument<string[]>("lessons") { Description = "Numbers, names or paths; all lessons when none is given.", Arity = ArgumentArity.ZeroOrMore };
        var noSolutions = new Option<bool>("--no-solutions") { Description = "Leave the solutions out." };
        var timeout = CellTimeout.Option();
        Arguments.Add(lessons);
        Options.Add(noSolutions);
        Options.Add(timeout);
        SetAction((parsed, cancellation) => CheckAsync(
            _repository.Lessons(parsed.GetValue(lessons) ?? []),
            withSolutions: !parsed.GetValue(noSolutions),
            new NotebookRunOptions { CellTimeout = CellTimeout.Of(parsed, timeout) },
            cancellation));
    }

    private async Task<int> CheckAsync(IReadOnlyList<Lesson> lessons, bool withSolutions, NotebookRunOptions options, CancellationToken cancellation)
    {
        LessonSetup.Write(_repository);
        var rows = new List<IReadOnlyList<string>>();
        var failed = false;
        foreach (var lesson in lessons)
        {
            foreach (var notebook in withSolutions ? new[] { lesson, _repository.SolutionOf(lesson) } : [lesson])
            {
                if (notebook is null)
                    continue;
                var (problems, elapsed) = await FindProblemsAsync(notebook, isSolution: notebook != lesson, options, cancellation);
                foreach (var problem in problems)
                    _terminal.Error($"{_repository.NameOfResult(notebook)}: {problem}");
                failed |= problems.Count > 0;
                rows.Add([_repository.NameOfResult(notebook), problems.Count == 0 ? "reproduced" : $"{problems.Count} differ", elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)]);
            }
        }

        _terminal.Line();
        _terminal.Table(["Notebook", "Outcome", "Seconds"], rows);
        return failed ? ExitCode.Failed : ExitCode.Succeeded;
    }

    private async Task<(IReadOnlyList<string> Problems, TimeSpan Elapsed)> FindProblemsAsync(Lesson notebook, bool isSolution, NotebookRunOptions options, CancellationToken cancellation)
    {
        if (!_repository.IsOurs(notebook))
            _terminal.Line(CourseRepository.WarningFor(notebook));

        var stored = NotebookDocument.Load(notebook.Path);
        var run = await new NotebookRunner(CellProcesses.Start).RunAsync(notebook.Path, options, new RunProgress(_terminal, _repository.NameOfResult(notebook), bar: null), cancellation);
        cancellation.ThrowIfCancellationRequested();
        var failures = run.Failures.Select(failure => failure.ToString());
        IEnumerable<string> problems = isSolution ? Solutions.NotFoundRight(run.Document)
            : run.Failures.Count > 0 ? []
            : OutputComparison.Compare(stored, run.Document).Select(difference => difference.ToString());
        return ([.. failures, .. problems], run.Elapsed);
    }
}
