using System.Text.Json.Nodes;
using Notebooks.Checking;
using Notebooks.Documents;

namespace Notebooks.Tests.Checking;

public sealed class OutputComparisonTests
{
    [Fact]
    public void The_same_outputs_are_no_difference()
    {
        Assert.Empty(OutputComparison.Compare(Run("1.5", null), Run("1.5", null)));
    }

    [Fact]
    public void Without_a_mark_every_character_counts_and_the_lines_that_differ_are_shown()
    {
        var difference = Assert.Single(OutputComparison.Compare(Run("one\ntwo\nthree\n", null), Run("one\n2\nthree\nfour\n", null)));

        Assert.Equal(1, difference.CellNumber);
        Assert.Equal(["- two", "+ 2", "+ four"], difference.Lines);
        Assert.Equal("cell 1: output 1 differs.\n    - two\n    + 2\n    + four", difference.ToString());
    }

    [Fact]
    public void Line_ends_of_another_system_are_no_difference()
    {
        Assert.Empty(OutputComparison.Compare(Run("a\nb\n", null), Run("a\r\nb\r\n", null)));
    }

    [Theory]
    [InlineData("accuracy 0.780", "accuracy 0.762", """{"tolerance": 0.02}""", true)]
    [InlineData("accuracy 0.780", "accuracy 0.750", """{"tolerance": 0.02}""", false)]
    [InlineData("78.0%", "76.5%", """{"tolerance": 0.02}""", true)]
    [InlineData("78.0%", "73%", """{"tolerance": 0.02}""", false)]
    [InlineData("12,000 tokens", "11,100 tokens", """{"relative_tolerance": 0.1}""", true)]
    [InlineData("12,000 tokens", "10,100 tokens", """{"relative_tolerance": 0.1}""", false)]
    [InlineData("1e-3", "0.0012", """{"tolerance": 0.001}""", true)]
    [InlineData("−0.5", "0.5", """{"tolerance": 0.1}""", false)]
    [InlineData("way2: 1", "way3: 1", """{"tolerance": 9}""", false)]
    [InlineData("good 1", "bad 1", """{"tolerance": 9}""", false)]
    [InlineData("1 2", "1 2 3", """{"tolerance": 9}""", false)]
    [InlineData("a      9.99\n───── ────\n", "a     10.01\n───── ─────\n", """{"tolerance": 0.1}""", true)]
    [InlineData("NaN", "0.5", """{"tolerance": 9}""", false)]
    public void Numbers_may_move_by_the_tolerance_and_words_may_not(string stored, string now, string check, bool passes)
    {
        Assert.Equal(passes, OutputComparison.Compare(Run(stored, check), Run(now, check)).Count == 0);
    }

    [Fact]
    public void A_tolerance_that_is_not_kept_names_the_number_and_the_tolerance()
    {
        var difference = Assert.Single(OutputComparison.Compare(Run("loss 0.5", """{"tolerance": 0.02}"""), Run("loss 0.6", """{"tolerance": 0.02}""")));

        Assert.Equal("output 1 differs (numbers within ±0.02): 0.5 became 0.6.", difference.Message);
    }

    [Fact]
    public void Where_only_the_shape_counts_the_words_may_differ_but_not_the_number_of_lines()
    {
        Assert.Empty(OutputComparison.Compare(Run("cores 2\nmemory 8", "\"shape\""), Run("cores 64\nmemory much", "\"shape\"")));
        Assert.Equal("output 1 has 1 lines; stored are 2.", Assert.Single(OutputComparison.Compare(Run("a\nb", "\"shape\""), Run("a", "\"shape\""))).Message);
    }

    [Fact]
    public void A_chart_of_moved_numbers_passes_by_its_words()
    {
        Assert.Empty(OutputComparison.Compare(Chart("<svg>M1 2</svg>", "highest 0.81", """{"tolerance": 0.05}"""), Chart("<svg>M3 4</svg>", "highest 0.79", """{"tolerance": 0.05}""")));
        Assert.Equal(
            "output 1 differs in its text/html.",
            Assert.Single(OutputComparison.Compare(Chart("<svg>M1 2</svg>", "highest 0.81", null), Chart("<svg>M3 4</svg>", "highest 0.81", null))).Message);
    }

    [Fact]
    public void Another_kind_or_number_of_outputs_is_a_difference_whatever_the_mark()
    {
        var value = Run("", "\"shape\"");
        value.Cells[0].Outputs[0] = CellOutput.Display(new MimeBundle("text/plain", "x"));
        Assert.Equal("output 1 is a value as text/plain; stored is text on stdout.", Assert.Single(OutputComparison.Compare(Run("x", "\"shape\""), value)).Message);

        value.Cells[0].Outputs.Clear();
        Assert.Equal("has 0 outputs now; stored are 1.", Assert.Single(OutputComparison.Compare(Run("x", "\"shape\""), value)).Message);
    }

    [Fact]
    public void A_cell_that_was_never_run_is_no_reproduced_cell()
    {
        var cleared = Run("x", null);
        cleared.Cells[0].ExecutionCount = null;
        cleared.Cells[0].Outputs.Clear();

        Assert.Contains("was never run", Assert.Single(OutputComparison.Compare(cleared, Run("x", null))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"loose\"")]
    [InlineData("{}")]
    [InlineData("""{"tolerance": -1}""")]
    [InlineData("""{"tolerance": "much"}""")]
    [InlineData("""{"tolerence": 1}""")]
    [InlineData("3")]
    public void An_unknown_mark_is_an_error_that_names_it(string check)
    {
        var error = Assert.Throws<NotebookFormatException>(() => OutputComparison.Compare(Run("x", check), Run("x", check)));

        Assert.Contains(JsonNode.Parse(check)!.ToJsonString(), error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.CellNumber);
    }

    [Fact]
    public void A_long_line_is_shown_around_its_first_difference_and_a_long_list_is_cut()
    {
        var line = new string('x', 5_000);
        var difference = Assert.Single(OutputComparison.Compare(Run(line + "1" + line, null), Run(line + "2" + line, null)));
        Assert.All(difference.Lines, shown => Assert.InRange(shown.Length, 1, 170));
        Assert.Contains("x1x", difference.Lines[0], StringComparison.Ordinal);
        Assert.Contains("x2x", difference.Lines[1], StringComparison.Ordinal);

        var numbers = string.Join('\n', Enumerable.Range(0, 3_000));
        var letters = string.Join('\n', Enumerable.Range(0, 3_000).Select(i => $"n{i}"));
        var many = Assert.Single(OutputComparison.Compare(Run(numbers, null), Run(letters, null)));
        Assert.Equal("… and 5988 more lines", many.Lines[^1]);
    }

    [Fact]
    public void Two_different_notebooks_cannot_be_compared()
    {
        var other = NotebookDocument.CreateCSharp();
        other.Add(NotebookCell.Code("another"));
        Assert.Throws<ArgumentException>(() => OutputComparison.Compare(Run("x", null), other));
    }

    private static NotebookDocument Run(string text, string? check) => Document(CellOutput.Stream("stdout", text), check);

    private static NotebookDocument Chart(string html, string text, string? check)
    {
        var data = new MimeBundle("text/plain", text);
        data.Set("text/html", html);
        return Document(CellOutput.Result(data, 1), check);
    }

    private static NotebookDocument Document(CellOutput output, string? check)
    {
        var cell = NotebookCell.Code("code");
        cell.ExecutionCount = 1;
        cell.Outputs.Add(output);
        if (check is not null)
            cell.Metadata["course"] = new JsonObject { ["check"] = JsonNode.Parse(check) };
        var document = NotebookDocument.CreateCSharp();
        document.Add(cell);
        return document;
    }
}
