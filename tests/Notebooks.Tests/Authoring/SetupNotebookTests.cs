using Notebooks.Authoring;
using Notebooks.Documents;

namespace Notebooks.Tests.Authoring;

public sealed class SetupNotebookTests
{
    [Fact]
    public void It_references_imports_and_says_where_the_root_is_in_code_cells_that_name_their_kernel()
    {
        using var folder = new TemporaryFolder();
        var assembly = folder.Write("Library.dll", "");

        new SetupNotebook([assembly], ["System.IO", "static System.Math"], folder.Path, "root").Save(folder["setup.ipynb"]);

        var document = NotebookDocument.Load(folder["setup.ipynb"]);
        Assert.Equal([$"#r \"{assembly}\"", "using System.IO;\nusing static System.Math;", $"var root = @\"{folder.Path}\";"], document.Cells.Select(cell => cell.Source));
        Assert.All(document.Cells, cell => Assert.Equal("csharp", (string?)cell.Metadata["polyglot_notebook"]!["kernelName"]));
        Assert.Equal(["Library.dll", "setup.ipynb"], folder.FileNames);
    }

    [Fact]
    public void A_missing_assembly_is_named_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<FileNotFoundException>(() => new SetupNotebook([folder["None.dll"]], [], folder.Path).Save(folder["setup.ipynb"]));

        Assert.Contains("None.dll does not exist. Build the project", error.Message, StringComparison.Ordinal);
        Assert.Empty(folder.FileNames);
    }
}
