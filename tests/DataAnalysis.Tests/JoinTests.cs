using Microsoft.Data.Analysis;

namespace DataAnalysis.Tests;

public class JoinTests
{
    private readonly DataFrame _runs = new(new StringDataFrameColumn("way", ["a", "b", "c", "a"]), new Int32DataFrameColumn("score", [1, 2, 3, 4]));
    private readonly DataFrame _costs = new(new StringDataFrameColumn("way", ["a", "c", "d"]), new DoubleDataFrameColumn("cost", [0.1, 0.3, 0.4]));

    [Fact]
    public void A_left_merge_keeps_every_row_of_the_left()
    {
        var merged = _runs.Merge<string>(_costs, "way", "way");

        Assert.Equal(["way_left", "score", "way_right", "cost"], merged.Columns.Select(column => column.Name));
        Assert.Equal(["a", "b", "c", "a"], (StringDataFrameColumn)merged["way_left"]);
        Assert.Equal([0.1, null, 0.3, 0.1], (PrimitiveDataFrameColumn<double>)merged["cost"]);
    }

    [Fact]
    public void A_right_merge_keeps_every_row_of_the_right_and_repeats_it_for_each_partner()
    {
        var merged = _runs.Merge<string>(_costs, "way", "way", joinAlgorithm: JoinAlgorithm.Right);

        Assert.Equal([1, 4, 3, null], (PrimitiveDataFrameColumn<int>)merged["score"]);
        Assert.Equal(["a", "a", "c", "d"], (StringDataFrameColumn)merged["way_right"]);
    }

    [Fact]
    public void An_inner_merge_keeps_the_rows_with_partners()
    {
        var merged = _runs.Merge<string>(_costs, "way", "way", leftSuffix: "", rightSuffix: "_of_cost", joinAlgorithm: JoinAlgorithm.Inner);

        Assert.Equal([1, 3, 4], (PrimitiveDataFrameColumn<int>)merged["score"]);
        Assert.Equal(["way", "score", "way_of_cost", "cost"], merged.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Several_columns_make_one_key()
    {
        var left = new DataFrame(new StringDataFrameColumn("s", ["x", "x", "y"]), new Int32DataFrameColumn("n", [1, 2, 1]));
        var right = new DataFrame(new StringDataFrameColumn("t", ["x", "y"]), new Int32DataFrameColumn("m", [2, 1]), new Int32DataFrameColumn("value", [20, 10]));

        Assert.Equal([null, 20, 10], (PrimitiveDataFrameColumn<int>)left.Merge(right, ["s", "n"], ["t", "m"])["value"]);
    }

    [Fact]
    public void Nulls_meet_nulls_and_are_left_out_where_there_are_none()
    {
        var left = new DataFrame(new StringDataFrameColumn("k", [null, "a"]));
        var withNull = new DataFrame(new StringDataFrameColumn("k", ["a", null]), new Int32DataFrameColumn("v", [1, 2]));
        var without = new DataFrame(new StringDataFrameColumn("k", ["a"]), new Int32DataFrameColumn("v", [1]));

        Assert.Equal([2, 1], (PrimitiveDataFrameColumn<int>)left.Merge<string>(withNull, "k", "k")["v"]);
        Assert.Equal([1], (PrimitiveDataFrameColumn<int>)left.Merge<string>(without, "k", "k")["v"]);
    }

    [Theory]
    [InlineData(JoinAlgorithm.Left, 4)]
    [InlineData(JoinAlgorithm.Right, 3)]
    [InlineData(JoinAlgorithm.Inner, 3)]
    [InlineData(JoinAlgorithm.FullOuter, 4)]
    public void A_join_sets_rows_side_by_side_by_their_places(JoinAlgorithm algorithm, int rows)
    {
        var joined = _runs.Join(_costs, joinAlgorithm: algorithm);

        Assert.Equal(rows, joined.Rows.Count);
        Assert.Equal(["way_left", "score", "way_right", "cost"], joined.Columns.Select(column => column.Name));
        Assert.Equal([0.1, 0.3, 0.4, null], ((PrimitiveDataFrameColumn<double>)joined["cost"]).Concat([null]).Take(4));
    }

    [Fact]
    public void What_cannot_be_merged_says_why()
    {
        Assert.Contains("course use nuget", Assert.Throws<NotSupportedException>(() => _runs.Merge<string>(_costs, "way", "way", joinAlgorithm: JoinAlgorithm.FullOuter)).Message, StringComparison.Ordinal);
        Assert.Contains("'score' holds Int32 and 'way' String", Assert.Throws<ArgumentException>(() => _runs.Merge<string>(_costs, "score", "way")).Message, StringComparison.Ordinal);
        Assert.Contains("1 columns", Assert.Throws<ArgumentException>(() => _runs.Merge(_costs, ["way"], [])).Message, StringComparison.Ordinal);
    }
}
