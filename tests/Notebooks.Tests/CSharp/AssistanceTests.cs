using Notebooks.CSharp;
using Notebooks.Sessions;

namespace Notebooks.Tests.CSharp;

/// <summary>Help with writing cells. A <c>|</c> in the code marks the place.</summary>
public sealed class AssistanceTests : IAsyncDisposable
{
    private readonly CSharpSession _session = new();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Theory]
    [InlineData("Math.Sq|", "Sqrt", "method")]
    [InlineData("\"text\".Subst|", "Substring", "method")]
    [InlineData("new[] { 1, 2 }.Whe|", "Where", "method")]
    [InlineData("System.Tex|", "Text", "namespace")]
    [InlineData("using System.Tex|", "Text", "namespace")]
    [InlineData("DayOfWeek.Mon|", "Monday", "enum member")]
    [InlineData("string? s = null; s?.Len|", "Length", "property")]
    [InlineData("int Twice(int number) => num|", "number", "parameter")]
    [InlineData("var local = 1; loc|", "local", "variable")]
    [InlineData("class A { public int Size { get; set; } } var a = new A { Si|", "Size", "property")]
    [InlineData("forea|", "foreach", "keyword")]
    [InlineData("#!ti|", "#!time", "directive")]
    [InlineData("#!time\nMath.Sq|", "Sqrt", "method")]
    [InlineData("$\"{Math.Sq|}\"", "Sqrt", "method")]
    public async Task Completions_fit_the_place(string marked, string expected, string kind)
    {
        var list = await CompleteAsync(marked);

        Assert.Equal(kind, Assert.Single(list.Items, item => item.Text == expected).Kind);
    }

    [Theory]
    [InlineData("// a comment: Math.Sq|")]
    [InlineData("var s = \"Math.Sq|\";")]
    [InlineData("#!markdown\nMath.Sq|")]
    [InlineData("missing.|")]
    public async Task There_are_no_completions_in_text_or_for_the_unknown(string marked) => Assert.DoesNotContain((await CompleteAsync(marked)).Items, item => item.Kind != "keyword");

    [Fact]
    public async Task Completions_know_what_earlier_cells_declared_and_replace_what_is_typed()
    {
        await _session.ExecuteAsync("class Model { public int Layers; void Hidden() { } }\nvar trained = new Model();", _ => { });

        var names = await CompleteAsync("trai|");
        Assert.Equal((0, 4, "trained", "variable"), (names.Start, names.End, names.Items[0].Text, names.Items[0].Kind));
        var members = await CompleteAsync("trained.|");
        Assert.Contains(members.Items, item => item.Text == "Layers");
        Assert.DoesNotContain(members.Items, item => item.Text is "Hidden" or "MemberwiseClone");
    }

    [Fact]
    public async Task Help_on_a_name_shows_its_declaration_and_what_its_author_says()
    {
        await _session.ExecuteAsync("""
            /// <summary>Counts the <c>words</c> of a <see cref="string"/>.</summary>
            /// <param name="text">What to count in.</param>
            int CountWords(string text, int most = 10) => 0;
            """, _ => { });

        var help = await InspectAsync("Count|Words(\"a\")");

        Assert.Equal(["int CountWords(string text, int most = 10)"], help!.Signatures);
        Assert.Equal("Counts the words of a String.\ntext: What to count in.", help.Documentation);
    }

    [Fact]
    public async Task Help_on_NETs_own_methods_has_their_documentation_where_the_SDK_is()
    {
        var help = await InspectAsync("Math.Sqrt|(2)");

        Assert.Equal("double Math.Sqrt(double d)", help!.Signatures[0]);
        Assert.Contains("square root", help.Documentation, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Help_inside_a_calls_parentheses_lists_the_overloads()
    {
        var help = await InspectAsync("string.Join(\",\", |");

        Assert.True(help!.Signatures.Count > 3);
        Assert.All(help.Signatures, signature => Assert.StartsWith("string string.Join", signature, StringComparison.Ordinal));
    }

    [Fact]
    public async Task There_is_no_help_on_nothing() => Assert.Null(await InspectAsync("   |"));

    [Fact]
    public async Task Diagnostics_name_the_place_in_the_cell_and_forget_the_cell()
    {
        var diagnostic = Assert.Single(await _session.DiagnoseAsync("#!time\nvar a = missing;", TestContext.Current.CancellationToken));

        Assert.Equal(("error", "CS0103", 15, 22), (diagnostic.Severity, diagnostic.Id, diagnostic.Start, diagnostic.End));
        Assert.Empty(await _session.DiagnoseAsync("var a = 1;", TestContext.Current.CancellationToken));
        Assert.Equal("CS0103", Assert.Single(await _session.DiagnoseAsync("a", TestContext.Current.CancellationToken)).Id);
    }

    [Theory]
    [InlineData("1 + 1", CodeCompleteness.Complete)]
    [InlineData("#!time\nvar x = 1;", CodeCompleteness.Complete)]
    [InlineData("for (var i = 0; i < 3; i++)\n{", CodeCompleteness.Incomplete)]
    [InlineData("var s = \"\"\"", CodeCompleteness.Incomplete)]
    [InlineData("int int;", CodeCompleteness.Invalid)]
    public async Task Completeness_is_the_compilers(string code, CodeCompleteness expected) =>
        Assert.Equal(expected, await _session.CheckCompletenessAsync(code, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Help_is_never_an_exception_at_any_place_of_half_written_code(int seed)
    {
        const string pieces = "var x = new[] { 1 }; x. ( ) => await $\"{ } /* // \n #!time #r \"nuget: class int?.[ ]<";
        var random = new Random(seed);
        for (var i = 0; i < 40; i++)
        {
            var code = string.Concat(Enumerable.Range(0, 6).Select(_ => pieces[random.Next(pieces.Length / 2)..][..random.Next(1, pieces.Length / 2)]));
            var position = random.Next(-1, code.Length + 2);
            await _session.CompleteAsync(code, position, TestContext.Current.CancellationToken);
            await _session.InspectAsync(code, position, TestContext.Current.CancellationToken);
            await _session.CheckCompletenessAsync(code, TestContext.Current.CancellationToken);
        }
    }

    private Task<CompletionList> CompleteAsync(string marked) =>
        _session.CompleteAsync(marked.Replace("|", "", StringComparison.Ordinal), marked.IndexOf('|'), TestContext.Current.CancellationToken);

    private Task<CodeHelp?> InspectAsync(string marked) =>
        _session.InspectAsync(marked.Replace("|", "", StringComparison.Ordinal), marked.IndexOf('|'), TestContext.Current.CancellationToken);
}
