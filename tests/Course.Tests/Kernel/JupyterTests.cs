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

        var run = await RunAsync(Path.Combine(AppContext.BaseDirectory, "jupyter_kernel_test_course.py"), "-v");

        Assert.True(run.ExitCode == 0, run.Error);
    }

    [Fact]
    public Task Nbconvert_executes_the_first_lesson() => ExecuteAsync("00-start-here");

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Lessons))]
    public Task Nbconvert_executes_every_lesson(string lesson) => ExecuteAsync(lesson);

    public static TheoryData<string> Lessons =>
        [.. Directory.EnumerateFiles(CourseProcess.PathOf("notebooks"), "??-*.ipynb").Select(path => Path.GetFileNameWithoutExtension(path)).Order()];

    private async Task ExecuteAsync(string lesson)
    {
        await RequireAsync("nbconvert, nbclient", "python3-nbconvert");

        var run = await RunAsync(
            "-m", "nbconvert", "--to", "notebook", "--execute", CourseProcess.PathOf("notebooks", lesson + ".ipynb"), "--output-dir", _folder);

        Assert.True(run.ExitCode == 0, run.Error);
        var cells = NotebookDocument.Load(Path.Combine(_folder, lesson + ".ipynb")).Cells.Where(cell => cell.Kind is CellKind.Code).ToList();
        Assert.Equal(Enumerable.Range(1, cells.Count), cells.Select(cell => cell.ExecutionCount ?? 0));
        Assert.DoesNotContain(cells.SelectMany(cell => cell.Outputs), output => output.Kind is OutputKind.Error);
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
