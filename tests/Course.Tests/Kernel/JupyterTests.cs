using System.Diagnostics;
using CourseProgram;
using Notebooks.Documents;

namespace Course.Tests.Kernel;

/// <summary>The kernel under Jupyter's own programs, as Debian ships them.</summary>
public sealed class JupyterTests : IDisposable
{
    private const string Python = "/usr/bin/python3";

    private readonly string _folder = Directory.CreateTempSubdirectory("course-jupyter-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_passes_Jupyters_own_kernel_test()
    {
        await RequireAsync("jupyter_kernel_test", "python3-jupyter-kernel-test");

        var run = await RunAsync(Path.Combine(AppContext.BaseDirectory, "Kernel", "jupyter_kernel_test_course.py"), "-v");

        Assert.True(run.ExitCode == 0, run.Error);
    }

    [Fact]
    public Task Nbconvert_executes_the_first_lesson() => ExecuteAsync("00-start-here");

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Lessons))]
    public Task Nbconvert_executes_every_lesson(string lesson) => ExecuteAsync(lesson);

    [Fact]
    public async Task The_classic_page_runs_a_notebook_in_a_browser_and_shows_its_chart()
    {
        var notebook = NotebookDocument.CreateCSharp();
        notebook.Add(NotebookCell.Code("#!import setup.ipynb"));
        notebook.Add(NotebookCell.Code("""Figures.HeatMap("Heat", new double[,] { { 1, 2 }, { 3, 4 } }, ["a", "b"], ["x", "y"])"""));
        notebook.Add(NotebookCell.Code("Console.WriteLine(\"done\");"));
        notebook.Save(Path.Combine(_folder, "chart.ipynb"));

        await OpenInBrowserAsync("chart", TimeSpan.FromMinutes(5));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_classic_page_runs_lesson_01_in_a_browser_and_shows_its_charts()
    {
        File.Copy(CourseProcess.PathOf("notebooks", "01-transfer-learning.ipynb"), Path.Combine(_folder, "01-transfer-learning.ipynb"));

        await OpenInBrowserAsync("01-transfer-learning", TimeSpan.FromMinutes(20));
    }

    public static TheoryData<string> Lessons =>
        [.. Directory.EnumerateFiles(CourseProcess.PathOf("notebooks"), "??-*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    private async Task ExecuteAsync(string lesson)
    {
        await RequireAsync("nbconvert, nbclient", "python3-nbconvert");

        var run = await RunAsync(
            "-m", "nbconvert", "--to", "notebook", "--execute", CourseProcess.PathOf("notebooks", lesson + ".ipynb"), "--output-dir", _folder, "--ExecutePreprocessor.startup_timeout=300");

        Assert.True(run.ExitCode == 0, run.Error);
        var cells = NotebookDocument.Load(Path.Combine(_folder, lesson + ".ipynb")).Cells.Where(cell => cell.Kind is CellKind.Code).ToList();
        Assert.Equal(Enumerable.Range(1, cells.Count), cells.Select(cell => cell.ExecutionCount ?? 0));
        Assert.DoesNotContain(cells.SelectMany(cell => cell.Outputs), output => output.Kind is OutputKind.Error);
    }

    // The picture stays beside the tests, for whoever wants to see what was seen.
    private async Task OpenInBrowserAsync(string name, TimeSpan patience)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/chromium"), "Debian's chromium is not installed: `./course test` installs it where it may.");
        await RequireAsync("notebook, tornado", "jupyter-notebook");
        File.Copy(CourseProcess.PathOf("notebooks", "setup.ipynb"), Path.Combine(_folder, "setup.ipynb"));
        var pictures = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults")).FullName;

        var run = await RunAsync(
            Path.Combine(AppContext.BaseDirectory, "Kernel", "classic_notebook.py"),
            Path.Combine(_folder, name + ".ipynb"),
            Path.Combine(pictures, $"classic-{name}.png"),
            $"{patience.TotalSeconds}");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
    }

    private async Task RequireAsync(string modules, string package)
    {
        Assert.SkipUnless(File.Exists(Python), "There is no Debian Python here.");
        if ((await RunAsync("-c", $"import {modules}")).ExitCode != 0)
            Assert.Skip($"Debian's {package} is not installed: `./course test` installs it where it may.");
        var install = await RunAsync([CourseProcess.Program, "kernel", "install"], "dotnet");
        Assert.True(install.ExitCode == 0, install.Error);
    }

    private Task<CourseProcess.Finished> RunAsync(params string[] arguments) => RunAsync(arguments, Python);

    private async Task<CourseProcess.Finished> RunAsync(string[] arguments, string program)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder };
        start.Environment["JUPYTER_DATA_DIR"] = _folder;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }
}
