using System.CommandLine;
using System.Globalization;
using Course.Publishing;
using Course.Running;
using Course.Terminal;
using Notebooks.Html;
using Notebooks.Running;
using Spectre.Console;

namespace Course.Commands;

/// <summary>
/// <c>course run</c>: runs lessons from the first cell to the last and writes them, executed, as notebooks and as HTML.
/// A file appears only when it is whole.
/// </summary>
internal sealed class RunCommand : Command
{
    private readonly CourseRepository _repository;
    private readonly CourseTerminal _terminal;

    public RunCommand(CourseRepository repository, CourseTerminal terminal)
        : base("run", "Run lessons from the first cell to the last; ends with their results.")
    {
        _repository = repository;
        _terminal = terminal;

        var lessons = new Argument<string[]>("lessons") { Description = "Numbers, names or paths, such as 01 or notebooks/solutions/01-transfer-learning.ipynb; all lessons when none is given.", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<DirectoryInfo?>("--output", "-o") { Description = "The folder for executed notebooks and HTML. Default: .course/executed" };
        var inPlace = new Option<bool>("--in-place") { Description = "Store the outputs in notebooks/ itself, as authors do." };
        var keepGoing = new Option<bool>("--keep-going") { Description = "Run the remaining cells of a lesson after one has failed." };
        var executeAll = new Option<bool>("--execute-all") { Description = "Run also the cells tagged skip-execution, which are otherwise left with their stored outputs." };
        var timeout = CellTimeout.Option();
        Arguments.Add(lessons);
        Options.Add(output);
        Options.Add(inPlace);
        Options.Add(keepGoing);
        Options.Add(executeAll);
        Options.Add(timeout);

        SetAction((parsed, cancellation) => RunAsync(
            _repository.Lessons(parsed.GetValue(lessons) ?? []),
            parsed.GetValue(output)?.FullName ?? _repository.Executed,
            parsed.GetValue(inPlace),
            new NotebookRunOptions { KeepGoing = parsed.GetValue(keepGoing), ExecuteAll = parsed.GetValue(executeAll), CellTimeout = CellTimeout.Of(parsed, timeout) },
            cancellation));
    }

    private async Task<int> RunAsync(IReadOnlyList<Lesson> lessons, string folder, bool inPlace, NotebookRunOptions options, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        LessonSetup.Write(_repository);

        var summaries = new List<RunSummary>();
        foreach (var lesson in lessons)
        {
            var summary = await RunAsync(lesson, folder, inPlace, options, cancellation);
            summaries.Add(summary);
            foreach (var failure in summary.Run.Failures)
                _terminal.Error($"{lesson.Name}: {failure}");
            if (summary.Run.Status is NotebookRunStatus.Cancelled)
                break;
        }

        Report(summaries);
        return summaries.Exists(summary => summary.Run.Status is NotebookRunStatus.Cancelled) ? ExitCode.Cancelled
            : summaries.TrueForAll(summary => summary.Run.Status is NotebookRunStatus.Completed) ? ExitCode.Succeeded
            : ExitCode.Failed;
    }

    private async Task<RunSummary> RunAsync(Lesson lesson, string folder, bool inPlace, NotebookRunOptions options, CancellationToken cancellation)
    {
        if (!_repository.IsOurs(lesson))
            _terminal.Line(CourseRepository.WarningFor(lesson));

        var result = Path.Combine(folder, _repository.NameOfResult(lesson));
        Directory.CreateDirectory(Path.GetDirectoryName(result)!);
        var target = options with { OutputPath = inPlace ? lesson.Path : result + ".ipynb" };
        NotebookRunResult? run = null;
        if (_terminal.IsInteractive)
        {
            await _terminal.Output.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
                .StartAsync(async context => run = await new NotebookRunner(CellProcesses.Start).RunAsync(
                    lesson.Path, target, new RunProgress(_terminal, lesson.Name, context.AddTask(Markup.Escape(lesson.Name))), cancellation));
        }
        else
        {
            run = await new NotebookRunner(CellProcesses.Start).RunAsync(lesson.Path, target, new RunProgress(_terminal, lesson.Name, bar: null), cancellation);
        }

        var html = run!.OutputPath is null ? null : result + ".html";
        if (html is not null)
            HtmlExporter.Export(run.OutputPath!, html, Path.GetDirectoryName(lesson.Path)!, WebPackages.Fetched(_repository, WebPackages.ChartScript));
        return new RunSummary(lesson, run, html);
    }

    private void Report(IReadOnlyList<RunSummary> summaries)
    {
        foreach (var summary in summaries)
        {
            foreach (var result in summary.Results())
            {
                _terminal.Line();
                _terminal.Line(result);
            }
        }

        _terminal.Line();
        _terminal.Table(
            ["Lesson", "Outcome", "Seconds", "Executed notebook", "Page"],
            summaries.Select(summary => (IReadOnlyList<string>)
            [
                summary.Lesson.Name,
                summary.Run.Status.ToString(),
                summary.Run.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture),
                Shown(summary.Run.OutputPath),
                Shown(summary.HtmlPath),
            ]));
    }

    private static string Shown(string? path) => path is null ? "" : Path.GetRelativePath(Environment.CurrentDirectory, path);
}
