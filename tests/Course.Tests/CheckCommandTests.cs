using CourseProgram;
using Notebooks.Documents;

namespace Course.Tests;

public sealed class CheckCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Check_passes_what_is_reproduced_and_shows_what_is_not_and_leaves_the_file_alone()
    {
        var path = Notebook("good", ("Console.WriteLine(\"sum 3\");", "sum 3\n"));
        var good = await CourseProcess.RunAsync("check", path);
        Assert.True(good.ExitCode == 0, good.Output + good.Error);
        Assert.Contains("is no notebook of this clone", good.Output);

        path = Notebook("bad", ("Console.WriteLine(\"sum 3\");", "sum 4\n"));
        var before = File.ReadAllText(path);
        var bad = await CourseProcess.RunAsync("check", path);
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("bad: cell 1: output 1 differs.", bad.Error);
        Assert.Contains("- sum 4", bad.Error);
        Assert.Contains("+ sum 3", bad.Error);
        Assert.Equal(before, File.ReadAllText(path));
    }

    private string Notebook(string name, params (string Code, string Output)[] cells)
    {
        var document = NotebookDocument.CreateCSharp();
        foreach (var (index, (code, output)) in cells.Index())
        {
            var cell = NotebookCell.Code(code);
            cell.ExecutionCount = index + 1;
            cell.Outputs.Add(CellOutput.Stream("stdout", output));
            document.Add(cell);
        }

        var path = Path.Combine(_folder, name + ".ipynb");
        document.Save(path);
        return path;
    }
}
