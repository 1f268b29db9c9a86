using Notebooks.Documents;
using Notebooks.Running;

namespace Notebooks.Tests.Documents;

public sealed class DibTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_that_name_a_language_begin_cells_and_other_commands_stay_in_them()
    {
        var document = Load("""
            #!meta

            {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":[],"name":"csharp"},{"aliases":[],"name":"mine"}]}}

            #!markdown

            # Title

            #!csharp

            #!time
            var x = 1;

            #!html

            <b>bold</b>

            #!mine

            anything
            """);

        Assert.Equal([CellKind.Markdown, CellKind.Code, CellKind.Code, CellKind.Code], document.Cells.Select(cell => cell.Kind));
        Assert.Equal(["# Title", "#!time\nvar x = 1;", "#!html\n<b>bold</b>", "#!mine\nanything"], document.Cells.Select(cell => cell.Source));
    }

    [Fact]
    public void Text_before_the_first_command_is_CSharp() => Assert.Equal("1 + 1", Load("1 + 1\n").Cells.Single().Source);

    [Fact]
    public void Metadata_that_is_no_JSON_is_told_with_the_files_name() =>
        Assert.StartsWith("in.dib: The #!meta cell", Assert.Throws<NotebookFormatException>(() => Load("#!meta\n{")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task It_is_run_like_any_notebook_and_never_written_over()
    {
        File.WriteAllText(_folder["in.dib"], "#!csharp\n20 + 1");

        var result = await new NotebookRunner().RunAsync(_folder["in.dib"], new() { OutputPath = _folder["out.ipynb"] });

        Assert.Equal("21", result.Document.Cells.Single().Outputs.Single().Data.Text("text/plain"));
        Assert.Equal("20 + 1", NotebookDocument.Load(_folder["out.ipynb"]).Cells.Single().Source);
        Assert.Throws<NotSupportedException>(() => result.Document.Save(_folder["in.dib"]));
    }

    private NotebookDocument Load(string text)
    {
        File.WriteAllText(_folder["in.dib"], text);
        return NotebookDocument.Load(_folder["in.dib"]);
    }
}
