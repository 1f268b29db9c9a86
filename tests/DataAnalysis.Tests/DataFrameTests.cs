using Microsoft.Data.Analysis;

namespace DataAnalysis.Tests;

public class DataFrameTests
{
    private static DataFrame Reviews() => new(
        new StringDataFrameColumn("label", ["pos", "neg", "pos", null, "neg"]),
        new Int32DataFrameColumn("words", [12, 7, 30, 5, 9]),
        new DoubleDataFrameColumn("score", [0.9, null, 0.5, 0.4, 0.1]));

    [Fact]
    public void Head_and_tail_take_rows_from_the_ends()
    {
        Assert.Equal([12, 7], (Int32DataFrameColumn)Reviews().Head(2)["words"]);
        Assert.Equal([5, 9], (Int32DataFrameColumn)Reviews().Tail(2)["words"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Reviews().Head(6));
    }

    [Fact]
    public void A_sample_holds_different_rows_of_the_table()
    {
        var frame = new DataFrame(new Int32DataFrameColumn("id", Enumerable.Range(0, 100)));

        var sample = ((Int32DataFrameColumn)frame.Sample(40)["id"]).ToList();

        Assert.Equal(40, sample.Distinct().Count());
        Assert.All(sample, id => Assert.InRange(id!.Value, 0, 99));
        Assert.ThrowsAny<ArgumentException>(() => frame.Sample(101));
    }

    [Fact]
    public void A_filter_keeps_the_rows_for_which_it_is_true()
    {
        var frame = Reviews();

        var filtered = frame.Filter(frame["words"].ElementwiseGreaterThan(8));

        Assert.Equal([12, 30, 9], (Int32DataFrameColumn)filtered["words"]);
        Assert.Equal(["pos", "pos", "neg"], (StringDataFrameColumn)filtered["label"]);
        Assert.Equal(["pos", "pos"], (StringDataFrameColumn)frame[frame["label"].ElementwiseEquals("pos")]["label"]);
    }

    [Fact]
    public void Filters_combine_and_a_null_in_a_filter_drops_its_row()
    {
        var frame = Reviews();
        var isLong = frame["words"].ElementwiseGreaterThanOrEqual(9);
        var isPositive = frame["label"].ElementwiseEquals("pos");

        Assert.Equal([12, 30], (Int32DataFrameColumn)frame.Filter((PrimitiveDataFrameColumn<bool>)isLong.And(isPositive))["words"]);
        Assert.Equal(3, frame.Filter((PrimitiveDataFrameColumn<bool>)isLong.Or(isPositive)).Rows.Count);
        Assert.Equal([7], (Int32DataFrameColumn)frame.Filter(new BooleanDataFrameColumn("f", [null, true, false, null, false]))["words"]);
        Assert.Equal([12], (Int32DataFrameColumn)frame.Filter(new BooleanDataFrameColumn("shorter", [true]))["words"]);
        Assert.Throws<ArgumentException>(() => frame.Filter(new BooleanDataFrameColumn("longer", 6)));
    }

    [Fact]
    public void Rows_can_be_picked_by_number_in_any_order()
    {
        Assert.Equal([9, 12], (Int32DataFrameColumn)Reviews()[[4, 0]]["words"]);
        Assert.Equal([30], (Int32DataFrameColumn)Reviews().Filter(new Int64DataFrameColumn("rows", [2L]))["words"]);
    }

    [Theory]
    [InlineData(1.5, 2)]
    [InlineData(2.0, 1)]
    public void Numbers_of_different_types_compare_by_their_value(double bound, int expected)
    {
        var column = new Int64DataFrameColumn("n", [1L, 2L, 3L]);

        Assert.Equal(expected, column.ElementwiseGreaterThan(bound).Count(value => value == true));
    }

    [Fact]
    public void Large_integers_compare_exactly()
    {
        var column = new Int64DataFrameColumn("n", [long.MaxValue]);

        Assert.Equal([false], column.ElementwiseEquals(long.MaxValue - 1));
        Assert.Equal([true], column.ElementwiseGreaterThan(long.MaxValue - 1));
    }

    [Fact]
    public void A_nan_is_only_unequal()
    {
        var column = new DoubleDataFrameColumn("n", [double.NaN]);

        Assert.Equal([false], column.ElementwiseEquals(double.NaN));
        Assert.Equal([true], column.ElementwiseNotEquals(1.0));
        Assert.Equal([false], column.ElementwiseLessThanOrEqual(1.0));
    }

    [Fact]
    public void Sorting_moves_whole_rows_keeps_ties_and_puts_nulls_where_asked()
    {
        var frame = Reviews();

        Assert.Equal([0.1, 0.4, 0.5, 0.9, null], (DoubleDataFrameColumn)frame.OrderBy("score")["score"]);
        Assert.Equal([null, 0.9, 0.5, 0.4, 0.1], (DoubleDataFrameColumn)frame.OrderByDescending("score", putNullValuesLast: false)["score"]);
        Assert.Equal([7, 9, 12, 30, 5], (Int32DataFrameColumn)frame.OrderBy("label")["words"]);
    }

    [Fact]
    public void Groups_count_and_average_their_rows()
    {
        var groups = Reviews().GroupBy("label");

        var counts = groups.Count("words", "score");
        var means = groups.Mean("words");

        Assert.Equal(["pos", "neg"], (StringDataFrameColumn)counts["label"]);
        Assert.Equal([2L, 2L], (PrimitiveDataFrameColumn<long>)counts["words"]);
        Assert.Equal([2L, 1L], (PrimitiveDataFrameColumn<long>)counts["score"]);
        Assert.Equal([21.0, 8.0], (PrimitiveDataFrameColumn<double>)means["words"]);
    }

    [Fact]
    public void Groups_give_extremes_sums_and_single_rows()
    {
        var groups = Reviews().GroupBy<string>("label");

        Assert.Equal([30, 9], (Int32DataFrameColumn)groups.Max("words")["words"]);
        Assert.Equal([12, 7], (Int32DataFrameColumn)groups.Min("words")["words"]);
        Assert.Equal([42, 16], (Int32DataFrameColumn)groups.Sum("words")["words"]);
        Assert.Equal([12, 7], (Int32DataFrameColumn)groups.First("words")["words"]);
        Assert.Equal([12, 7], (Int32DataFrameColumn)groups.Head(1)["words"]);
        Assert.Equal([30, 9], (Int32DataFrameColumn)groups.Tail(1)["words"]);
        Assert.Equal([("pos", 2), ("neg", 2)], groups.Groupings.Select(group => (group.Key, group.Count())));
        Assert.Throws<InvalidCastException>(() => Reviews().GroupBy<int>("label"));
    }

    [Fact]
    public void A_description_gives_length_extremes_and_mean_of_the_numbers()
    {
        var description = Reviews().Description();

        Assert.Equal(["Description", "words", "score"], description.Columns.Select(column => column.Name));
        Assert.Equal([5f, 30f, 5f, 12.6f], (PrimitiveDataFrameColumn<float>)description["words"]);
        Assert.Equal(4f, description["score"][0]);
    }

    [Fact]
    public void Info_gives_types_and_lengths_without_nulls()
    {
        var info = Reviews().Info();

        Assert.Equal(["DataType", "Length (excluding null values)"], (StringDataFrameColumn)info["Info"]);
        Assert.Equal(["System.String", "4"], (StringDataFrameColumn)info["label"]);
    }

    [Fact]
    public void Rows_are_appended_in_place_or_to_a_copy_with_texts_converted()
    {
        var frame = Reviews();

        var longer = frame.Append(["pos", "3", 0.25f]);
        frame.Append([KeyValuePair.Create<string, object?>("words", 1)], inPlace: true);

        Assert.Equal((6, 6), (longer.Rows.Count, frame.Rows.Count));
        Assert.Equal(["pos", 3, 0.25], longer.Rows[5]);
        Assert.Equal([null, 1, null], frame.Rows[5]);
    }

    [Fact]
    public void Rows_of_another_table_are_appended_by_column_name()
    {
        var frame = Reviews();
        var other = new DataFrame(new DoubleDataFrameColumn("score", [0.7]), new StringDataFrameColumn("label", ["pos"]));

        Assert.Equal(["pos", null, 0.7], frame.Append(other.Rows).Rows[5]);
    }

    [Fact]
    public void A_bad_value_leaves_the_table_as_it_was()
    {
        var frame = Reviews();

        Assert.Throws<FormatException>(() => frame.Append(["pos", "many", 0.5], inPlace: true));

        Assert.Equal(5, frame.Rows.Count);
        Assert.All(frame.Columns, column => Assert.Equal(5, column.Length));
    }

    [Fact]
    public void Cells_rows_and_columns_can_be_set()
    {
        var frame = Reviews();
        frame[0, 1] = 99;
        frame.Rows[1]["label"] = "pos";
        frame["length"] = new Int32DataFrameColumn("x", [1, 2, 3, 4, 5]);
        frame["words"] = frame["words"].Clone();

        Assert.Equal(["pos", 99, 0.9, 1], frame.Rows[0]);
        Assert.Equal("pos", frame["label"][1]);
        Assert.Equal(["label", "words", "score", "length"], frame.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Columns_of_another_length_or_with_a_taken_name_are_refused()
    {
        var frame = Reviews();

        Assert.Throws<ArgumentException>(() => frame.Columns.Add(new Int32DataFrameColumn("short", [1])));
        Assert.Throws<ArgumentException>(() => frame.Columns.Add(new Int32DataFrameColumn("words", 5)));
        Assert.Throws<ArgumentException>(() => frame.Columns.RenameColumn("words", "label"));
        Assert.Contains("'stars' does not exist. The columns: label, words, score", Assert.Throws<ArgumentException>(() => frame["stars"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nulls_can_be_dropped_and_filled()
    {
        var frame = Reviews();

        Assert.Equal([12, 30, 9], (Int32DataFrameColumn)frame.DropNulls()["words"]);
        Assert.Equal(5, frame.DropNulls(DropNullOptions.All).Rows.Count);
        Assert.Equal([0.9, 0, 0.5, 0.4, 0.1], ((DoubleDataFrameColumn)frame["score"]).FillNulls(0));
        Assert.Equal(1, frame["score"].NullCount);
    }

    [Fact]
    public void A_copy_is_independent_and_keeps_the_columns_types()
    {
        var frame = Reviews();
        var copy = frame.Clone();
        copy[0, 1] = 0;

        Assert.Equal(12, frame[0, 1]);
        Assert.Equal(frame.Columns.Select(column => column.GetType()), copy.Columns.Select(column => column.GetType()));
        Assert.Equal([typeof(StringDataFrameColumn), typeof(Int32DataFrameColumn), typeof(DoubleDataFrameColumn)], frame.Head(1).Columns.Select(column => column.GetType()));
    }

    [Fact]
    public void The_text_shows_names_and_rows_in_columns_and_says_what_it_leaves_out()
    {
        var text = Reviews().ToString(2).ReplaceLineEndings("\n").Split('\n');

        Assert.Equal("label     words     score     ", text[0]);
        Assert.Equal("neg       7         null      ", text[2]);
        Assert.Equal("  ... 2 of total 5", text[3]);
    }
}
