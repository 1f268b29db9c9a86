namespace Microsoft.Data.Analysis;

/// <content>
/// Comparisons, value by value, for filters. As in the real package a null compares like the type's default: combine with
/// <c>ElementwiseIsNotNull</c> where that matters.
/// </content>
public partial class PrimitiveDataFrameColumn<T>
{
    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals<U>(U value) => Compare(value, order => order == 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals(DataFrameColumn column) => Compare(column, order => order == 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals<U>(U value) => Compare(value, order => order != 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals(DataFrameColumn column) => Compare(column, order => order != 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseGreaterThan<U>(U value) => Compare(value, order => order > 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseGreaterThan(DataFrameColumn column) => Compare(column, order => order > 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseGreaterThanOrEqual<U>(U value) => Compare(value, order => order >= 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseGreaterThanOrEqual(DataFrameColumn column) => Compare(column, order => order >= 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseLessThan<U>(U value) => Compare(value, order => order < 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseLessThan(DataFrameColumn column) => Compare(column, order => order < 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseLessThanOrEqual<U>(U value) => Compare(value, order => order <= 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseLessThanOrEqual(DataFrameColumn column) => Compare(column, order => order <= 0);

    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNull() => base.ElementwiseIsNull();

    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNotNull() => base.ElementwiseIsNotNull();

    private BooleanDataFrameColumn Compare<U>(U value, Func<int, bool> holds)
    {
        if (value is DataFrameColumn column)
        {
            return Compare(column, holds);
        }

        var compare = ValueComparison.Between(typeof(T), value?.GetType() ?? typeof(U), Name);
        return new BooleanDataFrameColumn(Name, _values.Select(one => compare(one, value!) is { } order ? holds(order) : IsUnordered(holds)));
    }

    private BooleanDataFrameColumn Compare(DataFrameColumn column, Func<int, bool> holds)
    {
        if (column.Length != Length)
        {
            throw new ArgumentException($"The columns '{Name}' and '{column.Name}' have {Length} and {column.Length} values; they must have the same length.", nameof(column));
        }

        var compare = ValueComparison.Between(typeof(T), column.DataType, Name);
        var fallback = Activator.CreateInstance(column.DataType)!;
        return new BooleanDataFrameColumn(
            Name, _values.Select((one, row) => compare(one, column[row] ?? fallback) is { } order ? holds(order) : IsUnordered(holds)));
    }

    /// <summary>A NaN is neither less nor greater nor equal: of the six comparisons only "not equal" holds.</summary>
    private static bool IsUnordered(Func<int, bool> holds) => holds(-1) && holds(1) && !holds(0);
}
