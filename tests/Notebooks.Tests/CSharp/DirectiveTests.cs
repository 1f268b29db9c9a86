using Notebooks.Authoring;
using Notebooks.Documents;

namespace Notebooks.Tests.CSharp;

public sealed class DirectiveTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Cells _cells;

    public DirectiveTests() => _cells = new(_folder.Path);

    public async ValueTask DisposeAsync()
    {
        await _cells.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("#!import setup.ipynb")]
    [InlineData("#!import \"setup.ipynb\"")]
    [InlineData("#!import sub/../setup.ipynb")]
    public async Task An_imported_notebook_leaves_its_variables_and_usings(string directive)
    {
        new SetupNotebook([], ["System.IO"], _folder.Path, "root").Save(_folder["setup.ipynb"]);

        await _cells.RunAsync($"{directive}\nvar name = Path.GetFileName(root);");
        await _cells.RunAsync("name");

        Assert.Equal(Path.GetFileName(_folder.Path), _cells.ResultText);
    }

    [Fact]
    public async Task Mermaid_is_shown_as_a_diagram_or_as_its_text()
    {
        await _cells.RunAsync("#!mermaid\ngraph LR\n  a --> b");

        var shown = _cells.Displays.Single();
        Assert.Equal("graph LR\n  a --> b", shown.Text("text/vnd.mermaid"));
        Assert.Contains("a --&gt; b", shown.Text("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_around_a_directive_runs_in_order_and_keeps_its_line_numbers()
    {
        Save("other.ipynb", "Console.Write(2);");
        var error = await _cells.FailAsync("Console.Write(1);\n#!import other.ipynb\nConsole.Write(3);\nthrow new Exception();");

        Assert.Equal("123", _cells.Output);
        Assert.Equal(4, error.Line);
    }

    [Fact]
    public async Task An_error_in_an_imported_notebook_names_that_notebook_and_its_line()
    {
        Save("other.ipynb", "var a = 1;", "\nthrow new FormatException(\"there\");");

        var error = await _cells.FailAsync("#!import other.ipynb");

        Assert.Contains("   at other.ipynb cell 2, line 2", error.Traceback);
        Assert.Null(error.Line);
    }

    [Fact]
    public async Task Imports_may_be_nested_but_not_go_round_in_circles()
    {
        Save("a.ipynb", "#!import b.ipynb", "var fromA = fromB + 1;");
        Save("b.ipynb", "var fromB = 1;");
        await _cells.RunAsync("#!import a.ipynb");
        await _cells.RunAsync("fromA");
        Assert.Equal("2", _cells.ResultText);

        Save("c.ipynb", "#!import c.ipynb");
        var error = await _cells.FailAsync("#!import c.ipynb");
        Assert.Contains("imports itself", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n#!import missing.ipynb", "no such file", 2)]
    [InlineData("#!import", "needs a file", 1)]
    [InlineData("#!sql\nselect 1", "#!sql is not known", 1)]
    public async Task A_directive_that_cannot_be_carried_out_says_why_and_where(string code, string reason, int line)
    {
        var error = await _cells.FailAsync(code);

        Assert.Equal("DirectiveError", error.Name);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Fact]
    public async Task A_broken_notebook_cannot_be_imported()
    {
        _folder.Write("broken.ipynb", "{}");

        var error = await _cells.FailAsync("#!import broken.ipynb");

        Assert.Contains("broken.ipynb: The notebook does not say its format", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directives_inside_a_string_or_a_comment_are_text()
    {
        await _cells.RunAsync(""""
            /*
            #!nonsense
            */
            var text = @"
            #!import nothing.ipynb
            #r ""nuget: Nothing""
            ";
            var raw = """
                #!import nothing
                """;
            (text.Length > 40, raw)
            """");

        Assert.Equal("(True, #!import nothing)", _cells.ResultText);
    }

    [Fact]
    public async Task Time_tells_how_long_the_cell_took()
    {
        await _cells.RunAsync("#!time\nSystem.Threading.Thread.Sleep(20);");

        Assert.Matches(@"^Wall time: \d+\.\dms$", Assert.Single(_cells.Displays).Text("text/plain"));
    }

    [Fact]
    public async Task Markdown_and_html_cells_are_shown_as_such()
    {
        await _cells.RunAsync("#!markdown\n# It's a title\n#!csharp\nConsole.Write(1);");
        Assert.Equal("# It's a title", Assert.Single(_cells.Displays).Text("text/markdown"));
        Assert.Equal("1", _cells.Output);

        await _cells.RunAsync("#!html\n<b>bold</b>");
        Assert.Equal("<b>bold</b>", Assert.Single(_cells.Displays).Text("text/html"));
    }

    [Fact]
    public async Task Whos_lists_the_variables()
    {
        await _cells.RunAsync("var count = 3; var count2 = \"x\";");
        await _cells.RunAsync("#!whos");

        var table = Assert.Single(_cells.Displays).Text("text/html");
        Assert.Contains("<td>count</td><td>int</td><td>3</td>", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_runs_a_file_of_code()
    {
        _folder.Write("helpers.csx", "int Twice(int x) => 2 * x;");

        await _cells.RunAsync("#load \"helpers.csx\"\nTwice(21)");

        Assert.Equal("42", _cells.ResultText);
    }

    private void Save(string name, params string[] sources)
    {
        var document = NotebookDocument.CreateCSharp();
        foreach (var source in sources)
            document.Add(NotebookCell.Code(source));
        document.Save(_folder[name]);
    }
}
