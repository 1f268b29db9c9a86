using Course.Authoring;
using CourseProgram;
using Notebooks.Authoring;
using Notebooks.Documents;

namespace Course.Tests;

public sealed class AuthoringCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("course-authoring-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lint_finds_nothing_in_this_clone()
    {
        var lint = await CourseProcess.RunAsync("lint");
        Assert.True(lint.ExitCode == 0, lint.Error);
        Assert.Contains("nothing found", lint.Output);
    }

    [Fact]
    public async Task Lint_names_the_file_the_cell_and_the_line()
    {
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Code("1;\nvar d = 1.Display();"));
        document.Add(NotebookCell.Markdown("[x](gone.md)"));
        document.Save(Path.Combine(_folder, "mine.ipynb"));

        var lint = await CourseProcess.RunAsync("lint", Path.Combine(_folder, "mine.ipynb"));
        Assert.Equal(1, lint.ExitCode);
        Assert.Contains("mine.ipynb: cell 1, line 2: display:", lint.Error);
        Assert.Contains("mine.ipynb: cell 2, line 1: link:", lint.Error);
        Assert.Contains("1 files, 2 findings.", lint.Output);
    }

    [Fact]
    public async Task Clear_takes_the_outputs_out_and_wants_to_be_told_of_what()
    {
        var path = Path.Combine(_folder, "mine.ipynb");
        var document = NotebookDocument.CreateCSharp();
        document.Add(NotebookCell.Code("1"));
        document.Cells[0].ExecutionCount = 1;
        document.Cells[0].Outputs.Add(CellOutput.Stream("stdout", "x"));
        document.Save(path);

        Assert.Contains("1 cells cleared", (await CourseProcess.RunAsync("clear", path)).Output);
        Assert.Empty(NotebookDocument.Load(path).Cells[0].Outputs);
        Assert.NotEqual(0, (await CourseProcess.RunAsync("clear")).ExitCode);
    }

    [Theory]
    [InlineData("Word vectors", "02-word-vectors.ipynb", "Word vectors")]
    [InlineData("word-vectors", "02-word-vectors.ipynb", "Word vectors")]
    [InlineData("  BERT, inside!  ", "02-bert-inside.ipynb", "BERT, inside!")]
    public void A_new_lesson_gets_a_number_a_file_name_and_a_title(string name, string file, string title)
    {
        var template = LessonTemplate.Create(name, 2);

        Assert.Equal((file, title), (template.FileName, template.Title));
        Assert.StartsWith($"# 02 · {title}", template.ToLesson().Cells[0].Source);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("../..", 2)]
    [InlineData("naïve", 100)]
    public void A_name_or_number_that_makes_no_file_is_refused(string name, int number)
    {
        Assert.Throws<CourseException>(() => LessonTemplate.Create(name, number));
    }

    [Fact]
    public void A_new_lesson_keeps_to_what_every_host_can_do_and_has_its_solution()
    {
        var template = LessonTemplate.Create("Word vectors", 2);

        Assert.Equal([], PortableLint.Check(template.ToLesson()).Select(finding => finding.ToString()));
        Assert.Equal([], PortableLint.Check(template.ToSolution(), new() { SetupFile = "../setup.ipynb" }).Select(finding => finding.ToString()));
        Assert.Equal([], Exercises.Check(template.ToLesson(), template.ToSolution()).Select(finding => finding.ToString()));
    }

    [Fact]
    public void A_new_lesson_replaces_no_file()
    {
        var repository = new CourseRepository(_folder);
        Directory.CreateDirectory(Path.Combine(_folder, "lib", "TransferLearning", "Lessons"));
        var template = LessonTemplate.Create("Word vectors", 2);

        Assert.Equal(3, template.Save(repository).Count(File.Exists));
        var refused = Assert.Throws<CourseException>(() => template.Save(repository));
        Assert.Contains("02-word-vectors.ipynb is there already", refused.Message);
    }
}
