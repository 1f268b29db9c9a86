using System.Diagnostics;
using CourseProgram;
using Notebooks.Authoring;
using Notebooks.Documents;

namespace Lessons.Tests;

/// <summary>The lessons as students get them: they run, their exercises behave, what is stored in them is whole.</summary>
public sealed class LessonTests : IDisposable
{
    private const string ExerciseTag = "exercise";

    private readonly string _folder = Directory.CreateTempSubdirectory("course-lessons-").FullName;

    /// <summary>Every lesson's name.</summary>
    public static TheoryData<string> Lessons => [.. Directory.EnumerateFiles(CourseProcess.PathOf("notebooks"), "??-*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task Runs_from_the_first_cell_to_the_last_with_the_exercises_as_they_stand(string lesson)
    {
        var executed = await RunAsync(CourseProcess.PathOf("notebooks", lesson + ".ipynb"), lesson);
        Assert.All(ExercisesOf(executed), exercise => Assert.Contains("not done yet", exercise));
        Assert.NotEmpty(ExercisesOf(executed));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task Every_solution_is_found_right(string lesson)
    {
        var exercises = ExercisesOf(NotebookDocument.Load(CourseProcess.PathOf("notebooks", lesson + ".ipynb"))).Count;
        var executed = await RunAsync(CourseProcess.PathOf("notebooks", "solutions", lesson + ".ipynb"), Path.Combine("solutions", lesson));
        Assert.Equal(exercises, ExercisesOf(executed).Count);
        Assert.All(ExercisesOf(executed), exercise => Assert.Contains(": right.", exercise));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void Its_outputs_are_stored(string lesson)
    {
        var cells = NotebookDocument.Load(CourseProcess.PathOf("notebooks", lesson + ".ipynb")).Cells.Where(cell => cell.Kind is CellKind.Code).ToList();
        Assert.Equal(Enumerable.Range(1, cells.Count), cells.Select(cell => cell.ExecutionCount ?? 0));
        Assert.All(cells, cell => Assert.DoesNotContain(cell.Outputs, output => output.Kind is OutputKind.Error));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public void It_keeps_to_what_every_host_can_do(string lesson)
    {
        var options = new LintOptions { PrivatePaths = [CourseProcess.Root] };
        Assert.Empty(PortableLint.Check(NotebookDocument.Load(CourseProcess.PathOf("notebooks", lesson + ".ipynb")), options));
        Assert.Empty(PortableLint.Check(NotebookDocument.Load(CourseProcess.PathOf("notebooks", "solutions", lesson + ".ipynb")), options with { SetupFile = "../setup.ipynb" }));
    }

    [Theory]
    [MemberData(nameof(Lessons))]
    public async Task Jupyter_finds_it_valid(string lesson)
    {
        const string python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(python), "There is no Debian Python here.");
        if ((await PythonAsync(python, "import nbformat")).ExitCode != 0)
            Assert.Skip("Debian's python3-nbformat is not installed: `./course test` installs it where it may.");

        var path = CourseProcess.PathOf("notebooks", lesson + ".ipynb");
        var (exitCode, error) = await PythonAsync(python, $"import nbformat; nbformat.validate(nbformat.read(r'{path}', as_version=nbformat.NO_CONVERT))");
        Assert.True(exitCode == 0, error);
    }

    private async Task<NotebookDocument> RunAsync(string notebook, string name)
    {
        var run = await CourseProcess.RunAsync("run", notebook, "--output", _folder);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.True(File.Exists(Path.Combine(_folder, name + ".html")));
        return NotebookDocument.Load(Path.Combine(_folder, name + ".ipynb"));
    }

    /// <summary>What each exercise cell shows.</summary>
    private static List<string> ExercisesOf(NotebookDocument notebook) => [.. notebook.Cells
        .Where(cell => cell.Kind is CellKind.Code && cell.Tags.Contains(ExerciseTag))
        .Select(cell => string.Join('\n', cell.Outputs.Select(output => output.Data.Text(MimeBundle.PlainText))))];

    private static async Task<(int ExitCode, string Error)> PythonAsync(string python, string code)
    {
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", code]) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, error);
    }
}
