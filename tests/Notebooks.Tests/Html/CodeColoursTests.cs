using System.Net;
using System.Text.RegularExpressions;
using Notebooks.Documents;
using Notebooks.Html;

namespace Notebooks.Tests.Html;

public sealed partial class CodeColoursTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Names_are_coloured_by_what_they_mean_in_the_cells_before()
    {
        var html = await ColourAsync("record Model(int Size); Model Make(int size) => new(size);", "var model = Make(3); // three\nModel other = model;");

        Assert.Contains("<span class=\"k\">var</span> model = <span class=\"f\">Make</span>(<span class=\"n\">3</span>); <span class=\"c\">// three</span>", html[1], StringComparison.Ordinal);
        Assert.Contains("<span class=\"t\">Model</span> other = model;", html[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imported_notebooks_bring_their_references_and_usings()
    {
        var setup = NotebookDocument.CreateCSharp();
        setup.Add(NotebookCell.Code($"#r \"{typeof(CodeColours).Assembly.Location}\""));
        setup.Add(NotebookCell.Code("using Notebooks.Documents;"));
        setup.Save(_folder["setup.ipynb"]);

        var html = await ColourAsync("#!import setup.ipynb", "NotebookCell cell = NotebookCell.Code(\"1\");");

        Assert.Equal("<span class=\"d\">#!import setup.ipynb</span>", html[0]);
        Assert.Contains("= <span class=\"t\">NotebookCell</span>.<span class=\"f\">Code</span>(", html[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#r \"nuget: Some.Package, 1.0.0\"\n#!time\nvar x = 1 <\n\t2; /* & */")]
    [InlineData("???  \"unfinished\n#!whos")]
    [InlineData("var r = $\"\"\"\n  raw {1 + 1} <x>\n  \"\"\";\n#if NO\nskipped\n#endif\n")]
    [InlineData("")]
    public async Task Colouring_changes_no_character_of_the_code(string code)
    {
        Assert.Equal(code, WebUtility.HtmlDecode(Tag().Replace((await ColourAsync(code))[0], "")));
    }

    [Fact]
    public async Task Nothing_is_run()
    {
        var path = _folder["made-by-a-cell.txt"];
        await ColourAsync($"System.IO.File.WriteAllText(@\"{path}\", \"x\");");

        Assert.False(File.Exists(path));
    }

    private async Task<List<string>> ColourAsync(params string[] cells)
    {
        var document = NotebookDocument.CreateCSharp();
        foreach (var cell in cells)
            document.Add(NotebookCell.Code(cell));
        var colours = await CodeColours.ReadAsync(document, _folder.Path, TestContext.Current.CancellationToken);
        return [.. document.Cells.Select(cell => colours.Find(cell)!)];
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
