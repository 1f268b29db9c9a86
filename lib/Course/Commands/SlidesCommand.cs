using System.CommandLine;
using Course.Publishing;
using Course.Running;
using Course.Terminal;
using Notebooks.Documents;
using Notebooks.Html;
using Notebooks.Slides;

namespace Course.Commands;

/// <summary><c>course slides</c>: makes slides of a lesson, one file that carries all that it needs, and prints them to PDF.</summary>
internal sealed class SlidesCommand : Command
{
    private readonly CourseRepository _repository;
    private readonly CourseTerminal _terminal;

    public SlidesCommand(CourseRepository repository, CourseTerminal terminal)
        : base("slides", "Make slides of a lesson, with its stored outputs: one HTML file. Keys: arrows, S speaker notes, Esc overview, ? all keys.")
    {
        _repository = repository;
        _terminal = terminal;
        var lessons = new Argument<string[]>("lessons") { Description = "Numbers or names; all lessons when none is given.", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<DirectoryInfo?>("--output", "-o") { Description = "The folder for the slides. Default: .course/slides" };
        var pdf = new Option<bool>("--pdf") { Description = "Print them to PDF too, with Chromium or a relative of it." };
        Arguments.Add(lessons);
        Options.Add(output);
        Options.Add(pdf);
        SetAction((parsed, cancellation) => MakeAsync(
            _repository.Lessons(parsed.GetValue(lessons) ?? []), parsed.GetValue(output)?.FullName ?? _repository.Slides, parsed.GetValue(pdf), cancellation));
    }

    private async Task<int> MakeAsync(IReadOnlyList<Lesson> lessons, string folder, bool prints, CancellationToken cancellation)
    {
        _repository.RequireOurs(lessons);
        var packages = await WebPackages.GetAsync(_repository, cancellation);
        LessonSetup.Write(_repository);
        var assets = new SlideAssets(
            await packages.ReadAsync("reveal.js/dist/reveal.js", cancellation),
            await packages.ReadAsync("reveal.js/dist/reveal.css", cancellation),
            await packages.ReadAsync("reveal.js/dist/plugin/notes.js", cancellation),
            await Katex.SelfContainedStyleAsync(packages, cancellation),
            await packages.ReadAsync(WebPackages.ChartScript, cancellation));
        foreach (var lesson in lessons)
        {
            var document = NotebookDocument.Load(lesson.Path);
            var options = new RenderOptions
            {
                PictureFolder = Path.GetDirectoryName(lesson.Path)!,
                Formulas = await Katex.SetAsync(packages, Formula.In(document), cancellation),
                Colours = await CodeColours.ReadAsync(document, Path.GetDirectoryName(lesson.Path)!, cancellation),
            };
            var path = Path.Combine(folder, lesson.Name + ".html");
            AtomicFile.WriteAllText(path, SlideDeck.Render(document, options, assets, lesson.Name));
            _terminal.Line(CourseRepository.Shown(path));
            if (!prints)
                continue;
            var printed = Path.ChangeExtension(path, ".pdf");
            await Browser.PrintAsync(path, "print-pdf", printed, SlideDeck.Count(document), cancellation);
            _terminal.Line(CourseRepository.Shown(printed));
        }

        return ExitCode.Succeeded;
    }
}
