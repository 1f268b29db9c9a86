using Notebooks.Authoring;
using Notebooks.Documents;

namespace Course.Authoring;

/// <summary>Checks the clone's notebooks and Markdown files as they lie there.</summary>
internal sealed class RepositoryLint(CourseRepository repository)
{
    // What is not ours to check: built, downloaded or generated.
    private static readonly HashSet<string> s_skippedFolders = ["bin", "obj", "node_modules", "runs", "artifacts", "TestResults"];

    /// <summary>Checks every lesson with its solution, and every Markdown file.</summary>
    public IEnumerable<(string Path, IReadOnlyList<LintFinding> Findings)> CheckAll() =>
        Check(repository.Lessons()).Concat(MarkdownFiles(repository.Root).Order(StringComparer.Ordinal).Select(path =>
            (path, PortableLint.CheckMarkdown(File.ReadAllText(path), PlaceOf(path)))));

    /// <summary>Checks lessons, each with its solution.</summary>
    public IEnumerable<(string Path, IReadOnlyList<LintFinding> Findings)> Check(IEnumerable<Lesson> lessons)
    {
        foreach (var lesson in lessons)
        {
            var document = NotebookDocument.Load(lesson.Path);
            var isLesson = Path.GetDirectoryName(lesson.Path) == repository.Notebooks;
            var solution = repository.SolutionOf(lesson) is { } found ? (found.Path, Document: NotebookDocument.Load(found.Path)) : default;
            yield return (lesson.Path,
            [
                .. PortableLint.Check(document, OptionsFor(lesson.Path) with { RequiresOutputs = isLesson }),
                .. isLesson ? Exercises.Check(document, solution.Document) : [],
            ]);
            if (solution.Document is not null)
                yield return (solution.Path, PortableLint.Check(solution.Document, OptionsFor(solution.Path)));
        }
    }

    private LintOptions OptionsFor(string path) => new()
    {
        SetupFile = repository.IsOurs(new Lesson("", path))
            ? Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.Combine(repository.Notebooks, "setup.ipynb")).Replace('\\', '/')
            : null,
        PrivatePaths = [repository.Root],
        Place = PlaceOf(path),
    };

    // A notebook from elsewhere may link to what lies beside it.
    private LintPlace PlaceOf(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        return new LintPlace(folder, Path.GetRelativePath(repository.Root, folder).StartsWith("..", StringComparison.Ordinal) ? folder : repository.Root);
    }

    private static IEnumerable<string> MarkdownFiles(string folder) => Directory.EnumerateFiles(folder, "*.md").Concat(
        Directory.EnumerateDirectories(folder)
            .Where(child => Path.GetFileName(child) is var name && name[0] != '.' && !s_skippedFolders.Contains(name))
            .SelectMany(MarkdownFiles));
}
