using Notebooks.CSharp;

namespace Notebooks.Tests.CSharp;

public sealed class CellParserTests
{
    [Fact]
    public void A_cell_is_split_at_its_directives_and_code_keeps_its_lines()
    {
        var parts = CellParser.Parse("#!time\nvar a = 1;\n  #!import other.ipynb\n#r \"nuget: Some.Package, 1.2.3\"\nvar b = 2;");

        Assert.Equal(
            [
                new TimePart(1),
                new CodePart(2, "\nvar a = 1;\n"),
                new ImportPart(3, "other.ipynb"),
                new PackagePart(4, "Some.Package", "1.2.3"),
                new CodePart(4, "\n\n\n\nvar b = 2;\n"),
            ],
            parts);
    }

    [Theory]
    [InlineData("#r \"nuget:Id\"", "Id", null)]
    [InlineData("  #r \"nuget: Id , 1.0-* \"", "Id", "1.0-*")]
    [InlineData("#r \"nuget: Id, 2.0, extra\"", "Id", "2.0")]
    public void A_package_reference_is_read(string line, string id, string? version) =>
        Assert.Equal([new PackagePart(1, id, version)], CellParser.Parse(line));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\n")]
    [InlineData("#!csharp")]
    public void A_cell_without_content_has_no_parts(string source) => Assert.Empty(CellParser.Parse(source));

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void Whatever_a_cell_holds_its_code_stays_on_its_own_lines(int seed)
    {
        string[] lines =
        [
            "var x = 1;", "#!import a.ipynb", "#!time", "#!", "#! spaced", "\"\"\"", "@\"", "\";", "/*", "*/", "// #!x", "#r \"nuget: A, 1\"",
            "#r \"a.dll\"", "#if X", "#endif", "$\"{", "'", "}", "{", "", "#!whos", "#!csharp", "#!nonsense", "\u2028", "\ud83d\ude42",
        ];
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var source = Enumerable.Range(0, random.Next(1, 12)).Select(_ => lines[random.Next(lines.Length)]).ToArray();
            foreach (var code in CellParser.Parse(string.Join('\n', source)).OfType<CodePart>())
            {
                var own = string.Join('\n', source).ReplaceLineEndings("\n").Split('\n');
                var kept = code.Code.Split('\n');
                Assert.All(kept.Index().Where(line => line.Item.Length > 0), line => Assert.Equal(own[line.Index], line.Item));
            }
        }
    }
}
