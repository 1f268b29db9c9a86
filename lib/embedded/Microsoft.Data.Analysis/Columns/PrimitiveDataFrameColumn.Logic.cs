namespace Microsoft.Data.Analysis;

/// <content>Logic on columns of booleans, for filters with several conditions. A null on either side gives a null.</content>
public partial class PrimitiveDataFrameColumn<T>
{
    public override DataFrameColumn And(DataFrameColumn column, bool inPlace = false) =>
        this is PrimitiveDataFrameColumn<bool> left ? Combine(left, column, inPlace, static (one, other) => one & other) : base.And(column, inPlace);

    public override DataFrameColumn Or(DataFrameColumn column, bool inPlace = false) =>
        this is PrimitiveDataFrameColumn<bool> left ? Combine(left, column, inPlace, static (one, other) => one | other) : base.Or(column, inPlace);

    public override DataFrameColumn Xor(DataFrameColumn column, bool inPlace = false) =>
        this is PrimitiveDataFrameColumn<bool> left ? Combine(left, column, inPlace, static (one, other) => one ^ other) : base.Xor(column, inPlace);

    private static PrimitiveDataFrameColumn<bool> Combine(
        PrimitiveDataFrameColumn<bool> left, DataFrameColumn column, bool inPlace, Func<bool, bool, bool> combine)
    {
        if (column is not PrimitiveDataFrameColumn<bool> right)
        {
            throw new NotSupportedException($"The column '{column.Name}' holds {column.DataType.Name}, not booleans.");
        }

        if (right.Length != left.Length)
        {
            throw new ArgumentException(
                $"The columns '{left.Name}' and '{right.Name}' have {left.Length} and {right.Length} values; they must have the same length.", nameof(column));
        }

        var result = inPlace ? left : left.Clone();
        foreach (var row in RowNumbers.From(0, left.Length))
        {
            result[row] = left[row] is { } one && right[row] is { } other ? combine(one, other) : null;
        }

        return result;
    }
}
