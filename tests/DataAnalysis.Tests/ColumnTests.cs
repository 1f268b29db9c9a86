using Microsoft.Data.Analysis;

namespace DataAnalysis.Tests;

public class ColumnTests
{
    [Fact]
    public void Statistics_leave_out_nulls()
    {
        var column = new DoubleDataFrameColumn("x", [4, null, 1, 3]);

        Assert.Equal((8.0, 1.0, 4.0), (column.Sum(), column.Min(), column.Max()));
        Assert.Equal((8.0 / 3, 3.0), (column.Mean(), column.Median()));
        Assert.Equal((4L, 1L), (column.Length, column.NullCount));
    }

    [Fact]
    public void The_median_of_an_even_number_of_values_lies_between_the_middle_ones() =>
        Assert.Equal(2.5, new Int32DataFrameColumn("x", [4, 1, 3, 2]).Median());

    [Fact]
    public void An_empty_column_has_no_extremes_and_the_mean_zero()
    {
        var column = new SingleDataFrameColumn("x");

        Assert.Null(column.Max());
        Assert.Equal((0.0, 0.0), (column.Mean(), column.Median()));
    }

    [Fact]
    public void The_extremes_of_values_with_a_nan_are_nan()
    {
        var column = new DoubleDataFrameColumn("x", [1, double.NaN, 2]);

        Assert.Equal(double.NaN, column.Max());
        Assert.Equal(double.NaN, column.Min());
    }

    [Fact]
    public void Value_counts_stand_in_the_order_of_appearance()
    {
        var counts = new StringDataFrameColumn("x", ["b", "a", "b", null]).ValueCounts();

        Assert.Equal(["b", "a"], (StringDataFrameColumn)counts["Values"]);
        Assert.Equal([2L, 1L], (PrimitiveDataFrameColumn<long>)counts["Counts"]);
    }

    [Fact]
    public void Functions_apply_to_each_value_and_can_change_the_type()
    {
        var column = new Int32DataFrameColumn("x", [1, null, 3]);

        Assert.Equal([2, null, 6], column.Apply(value => value * 2));
        Assert.Equal([0.5, -1.0, 1.5], column.Apply<double>(value => value is { } number ? number / 2.0 : -1));
        Assert.Equal(["A"], new StringDataFrameColumn("s", ["a"]).Apply(text => text!.ToUpperInvariant()));
    }

    [Fact]
    public void Ranges_and_bounds_select_values()
    {
        var column = new Int32DataFrameColumn("x", [5, 1, 3, null]);

        Assert.Equal([1, 3], column[1, 2]);
        Assert.Equal([5, 3], column.Filter(3, 5));
        Assert.Equal([1, 3, 5, null], column.Sort());
    }

    [Fact]
    public void A_cell_takes_a_value_of_its_columns_type_or_null_and_refuses_another()
    {
        DataFrameColumn column = new DoubleDataFrameColumn("x", [1, 2]);
        column[0] = 2.0;
        column[1] = null;

        Assert.Equal([2.0, null], column[0, 2]);
        Assert.Throws<ArgumentException>(() => column[0] = 3);
    }

    [Fact]
    public void What_a_type_cannot_do_names_the_choice_of_the_real_package()
    {
        var error = Assert.Throws<NotSupportedException>(() => new StringDataFrameColumn("s", ["a"]).ElementwiseGreaterThan("b"));

        Assert.Contains("./course use nuget", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Logic_with_a_null_is_null()
    {
        var left = new BooleanDataFrameColumn("l", [true, true, null]);
        var right = new BooleanDataFrameColumn("r", [true, false, true]);

        Assert.Equal([true, false, null], left & right);
        Assert.Equal([true, true, null], left | right);
        Assert.Equal([false, true, null], left ^ right);
    }
}
