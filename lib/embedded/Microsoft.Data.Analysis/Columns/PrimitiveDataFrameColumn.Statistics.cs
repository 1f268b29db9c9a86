using System.Globalization;

namespace Microsoft.Data.Analysis;

/// <content>Sums, means and extremes. Nulls are left out of a whole column's; of given rows they count as zero, as in the real package.</content>
public partial class PrimitiveDataFrameColumn<T>
{
    public override object? Max() => Fold(ValidValues(), ColumnArithmetic<T>.Max);

    public override object? Max(IEnumerable<long> rowIndices) => Fold(ValuesAt(rowIndices), ColumnArithmetic<T>.Max);

    public override object? Min() => Fold(ValidValues(), ColumnArithmetic<T>.Min);

    public override object? Min(IEnumerable<long> rowIndices) => Fold(ValuesAt(rowIndices), ColumnArithmetic<T>.Min);

    public override object? Sum() => Fold(ValidValues(), ColumnArithmetic<T>.Add);

    public override object? Sum(IEnumerable<long> rowIndices) => Fold(ValuesAt(rowIndices), ColumnArithmetic<T>.Add);

    public override object? Product() => Fold(ValidValues(), ColumnArithmetic<T>.Multiply);

    public override object? Product(IEnumerable<long> rowIndices) => Fold(ValuesAt(rowIndices), ColumnArithmetic<T>.Multiply);

    /// <summary>The mean of the values that are not null; 0 of an empty column.</summary>
    public override double Mean() => Length == 0 ? 0 : Convert.ToDouble(Sum(), CultureInfo.InvariantCulture) / (Length - NullCount);

    /// <summary>The middle value, or the mean of the two middle ones; 0 of an empty column.</summary>
    public override double Median()
    {
        var sorted = ValidValues().Order().Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)).ToArray();
        return sorted.Length switch
        {
            0 => 0,
            var count when count % 2 == 1 => sorted[count / 2],
            var count => (sorted[count / 2] + sorted[(count / 2) - 1]) / 2,
        };
    }

    /// <summary>Length without nulls, maximum, minimum and mean, as single-precision numbers.</summary>
    public override DataFrameColumn Description()
    {
        if (!IsNumericColumn())
        {
            return new PrimitiveDataFrameColumn<float>(Name, [Length - NullCount, null, null, null]);
        }

        // The mean is over all rows, nulls included, as the real package has it.
        float? sum = Sum() is { } total ? Convert.ToSingle(total, CultureInfo.InvariantCulture) : null;
        return new PrimitiveDataFrameColumn<float>(Name, [Length - NullCount, Single(Max()), Single(Min()), sum / Length]);

        static float? Single(object? value) => value is null ? null : Convert.ToSingle(value, CultureInfo.InvariantCulture);
    }

    private static object? Fold(IEnumerable<T> values, Func<T, T, T> combine)
    {
        using var enumerator = values.GetEnumerator();
        if (!enumerator.MoveNext())
        {
            return null;
        }

        var result = enumerator.Current;
        while (enumerator.MoveNext())
        {
            result = combine(result, enumerator.Current);
        }

        return result;
    }

    private IEnumerable<T> ValidValues() => _values.Where((_, row) => _valid[row]);

    private IEnumerable<T> ValuesAt(IEnumerable<long> rows) => rows.Select(row => _values[checked((int)row)]);
}
