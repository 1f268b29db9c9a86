using Microsoft.Data.Analysis;

namespace DataAnalysis.Tests;

public class ArithmeticTests
{
    [Fact]
    public void Columns_of_one_type_are_combined_row_by_row_in_that_type()
    {
        DataFrameColumn a = new DoubleDataFrameColumn("a", [6, 1, null]), b = new DoubleDataFrameColumn("b", [4, 0, 1]);

        Assert.Equal([10, 1, null], Doubles(a + b));
        Assert.Equal([2, 1, null], Doubles(a - b));
        Assert.Equal([24, 0, null], Doubles(a * b));
        Assert.Equal([1.5, double.PositiveInfinity, null], Doubles(a / b));
        Assert.Equal("a", (a + b).Name);
        Assert.IsType<DoubleDataFrameColumn>(a + b);
        Assert.Equal([6, 1, null], Doubles(a));
    }

    [Fact]
    public void Integers_divide_as_integers_and_not_by_zero()
    {
        DataFrameColumn a = new Int32DataFrameColumn("a", [7, -7]);

        Assert.Equal([3, -3], (PrimitiveDataFrameColumn<int>)(a / 2));
        Assert.Equal([3.5, -3.5], Doubles(a / 2.0));
        Assert.Throws<DivideByZeroException>(() => a / 0);
    }

    [Fact]
    public void Numbers_stand_on_either_side()
    {
        DataFrameColumn a = new DoubleDataFrameColumn("a", [0.25, null]);

        Assert.Equal([0.75, null], Doubles(1.0 - a));
        Assert.Equal([4, null], Doubles(1.0 / a));
        Assert.Equal([1.25, null], Doubles(1 + a));
        Assert.Equal([0.5, null], Doubles(2L * a));
        Assert.Equal([-0.75, null], Doubles(a - 1f));
    }

    [Fact]
    public void Two_types_meet_in_double_or_decimal()
    {
        DataFrameColumn whole = new Int32DataFrameColumn("w", [1, 2]), half = new SingleDataFrameColumn("h", [0.5f, 0.5f]), money = new DecimalDataFrameColumn("m", [0.1m, 0.2m]);

        Assert.Equal([1.5, 2.5], Doubles(whole + half));
        Assert.Equal([1.1m, 2.2m], (PrimitiveDataFrameColumn<decimal>)(whole + money));
    }

    [Fact]
    public void In_place_changes_the_column_where_its_type_can_hold_the_result()
    {
        DataFrameColumn a = new Int32DataFrameColumn("a", [1, 2]);

        Assert.Same(a, a.Add(10, inPlace: true));
        Assert.Equal([11, 12], (PrimitiveDataFrameColumn<int>)a);
        Assert.Contains("inPlace", Assert.Throws<ArgumentException>(() => a.Add(0.5, inPlace: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_calculated_says_why()
    {
        DataFrameColumn numbers = new Int32DataFrameColumn("n", [1, 2]), texts = new StringDataFrameColumn("t", ["a", "b"]), flags = new BooleanDataFrameColumn("f", [true, false]);

        Assert.Contains("'n' holds Int32, the other side String", Assert.Throws<NotSupportedException>(() => numbers + texts).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => texts + numbers);
        Assert.Throws<NotSupportedException>(() => flags + flags);
        Assert.Contains("2 values and 'x' 1", Assert.Throws<ArgumentException>(() => numbers + new Int32DataFrameColumn("x", [1])).Message, StringComparison.Ordinal);
    }

    private static PrimitiveDataFrameColumn<double> Doubles(DataFrameColumn column) => Assert.IsAssignableFrom<PrimitiveDataFrameColumn<double>>(column);
}
