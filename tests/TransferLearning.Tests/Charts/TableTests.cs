using Microsoft.Data.Analysis;
using TransferLearning.Charts;

namespace TransferLearning.Tests.Charts;

public class TableTests
{
    [Fact]
    public void Text_lines_up_names_at_the_left_and_numbers_at_the_right()
    {
        var table = new Table("method", new TableColumn("accuracy", "0.0%"), "examples") { Caption = "Three ways" }
            .AddRow("from scratch", 0.7123, 100)
            .AddRow("fine-tuned", 0.9, 67349);

        Assert.Equal(
            """
            Three ways

            method        accuracy  examples
            ────────────  ────────  ────────
            from scratch     71.2%       100
            fine-tuned       90.0%    67,349
            """.ReplaceLineEndings("\n"),
            table.ToPlainText());
    }

    [Fact]
    public void A_column_of_reals_has_one_number_of_decimals_and_at_most_four()
    {
        var table = new Table("a", "b", "c").AddRow(0.5, 1.0, 1 / 3.0).AddRow(0.25, 2.0, 2f);

        Assert.Equal(["0.50  1  0.3333", "0.25  2  2.0000"], table.ToPlainText().Split('\n')[2..]);
    }

    [Theory]
    [InlineData(1e-9, "1e-9")]
    [InlineData(123456789.0, "1.235e8")]
    [InlineData(double.NaN, "NaN")]
    public void Reals_out_of_the_common_range_keep_their_meaning(double value, string expected) =>
        Assert.Equal(expected, new Table("x").AddRow(value).ToPlainText().Split('\n')[^1].Trim());

    [Fact]
    public void Html_encodes_what_comes_from_data()
    {
        var html = new Table("<th>").AddRow("<script>alert(\"1\")</script>").ToHtml();

        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("&lt;th&gt;</th>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_names_its_header_cells_and_aligns_numbers_right()
    {
        var html = new Table("name", "count").AddRow("a", 1).ToHtml();

        Assert.Contains("""<th scope="col" style="text-align: right">count</th>""", html, StringComparison.Ordinal);
        Assert.Contains("""<td style="text-align: left">a</td><td style="text-align: right">1</td>""", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_the_wrong_length_is_refused_with_both_counts()
    {
        var error = Assert.Throws<ArgumentException>(() => new Table("a", "b").AddRow(1));

        Assert.Contains("1 values, the table 2 columns (a, b)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_for_an_unknown_column_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => new Table("a", "b").WithFormat("c", "0"));

        Assert.Contains("no column 'c'. The columns: a, b", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_become_rows_with_their_properties_as_columns()
    {
        var table = Table.From([new { Way = "scratch", Accuracy = 0.5 }, new { Way = "tuned", Accuracy = 0.75 }]);

        Assert.Equal(["Way", "Accuracy"], table.Columns.Select(column => column.Header));
        Assert.Equal(["scratch", 0.5], table.Rows[0]);
    }

    [Fact]
    public void Columns_can_be_chosen_and_named()
    {
        var table = Table.From([3, 4], ("n", n => n), (new TableColumn("square", "0.0"), n => (double)(n * n)));

        Assert.Equal(["3     9.0", "4    16.0"], table.ToPlainText().Split('\n')[2..]);
    }

    [Fact]
    public void Format_and_side_of_a_column_can_be_set_later()
    {
        var table = new Table("way", "x").AddRow("a", 0.5).WithFormat("x", "0.000").WithAlignment("way", Alignment.Right);

        Assert.Equal("  a  0.500", table.ToPlainText().Split('\n')[^1]);
    }

    [Fact]
    public void A_data_frame_becomes_a_table_with_the_types_of_its_columns()
    {
        var frame = new DataFrame(
            new StringDataFrameColumn("text", ["good", "bad", "fine"]), new SingleDataFrameColumn("score", [0.5f, null, 1f]), new Int32DataFrameColumn("words", [1, 2, 3]));

        var table = Table.From(frame, rows: 2);

        Assert.Equal(
            """
            2 of 3 rows

            text    score  words
            string  float    int
            ──────  ─────  ─────
            good      0.5      1
            bad                2
            """.ReplaceLineEndings("\n"),
            table.ToPlainText());
        Assert.Contains("""<td style="font-style: italic; text-align: right">float</td>""", table.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Accents_and_emoji_do_not_shift_columns()
    {
        var lines = new Table("a", "b").AddRow("e\u0301", 1).AddRow("👍🏽", 2).AddRow("xy", 3).ToPlainText().Split('\n');

        Assert.Equal(["e\u0301   1", "👍🏽   2", "xy  3"], lines[2..]);
    }
}
