using System.Collections;
using System.Globalization;
using System.Text;

namespace Microsoft.Data.Analysis;

/// <summary>A named column of values of one type, each of which may be null.</summary>
public abstract partial class DataFrameColumn : IEnumerable
{
    private DataFrameColumnCollection? _owner;

    private protected DataFrameColumn(string name, Type type)
    {
        Name = name ?? "";
        DataType = type;
    }

    public string Name { get; private set; }

    /// <summary>The type of the values.</summary>
    public Type DataType { get; }

    /// <summary>How many values there are, nulls included.</summary>
    public long Length => CountValues();

    public abstract long NullCount { get; }

    public object? this[long rowIndex]
    {
        get => GetValue(rowIndex);
        set => SetValue(rowIndex, value);
    }

    public IReadOnlyList<object?> this[long startIndex, int length] =>
        [.. RowNumbers.From(startIndex, Math.Min(length, Length - startIndex)).Select(GetValue)];

    public static PrimitiveDataFrameColumn<T> Create<T>(string name, IEnumerable<T> values)
        where T : unmanaged => new(name, values);

    public static PrimitiveDataFrameColumn<T> Create<T>(string name, IEnumerable<T?> values)
        where T : unmanaged => new(name, values);

    public static StringDataFrameColumn Create(string name, IEnumerable<string?> values) => new(name, values);

    /// <summary>A copy, with nulls at its end.</summary>
    public DataFrameColumn Clone(long numberOfNullsToAppend = 0)
    {
        var clone = Pick(RowNumbers.From(0, Length));
        clone.Resize(Length + numberOfNullsToAppend);
        return clone;
    }

    /// <summary>A copy of some rows: those that a column of booleans marks, or those whose numbers a column of integers lists.</summary>
    public DataFrameColumn Clone(DataFrameColumn mapIndices, bool invertMapIndices = false, long numberOfNullsToAppend = 0)
    {
        var rows = RowNumbers.Of(mapIndices, Length);
        var clone = Pick(invertMapIndices ? rows.Reverse() : rows);
        clone.Resize(clone.Length + numberOfNullsToAppend);
        return clone;
    }

    public void SetName(string newName)
    {
        _owner?.EnsureNameIsFree(newName, this);
        Name = newName;
    }

    public DataFrameColumn Sort(bool ascending = true, bool putNullValuesLast = true) => Pick(SortedRows(ascending, putNullValuesLast));

    public virtual bool IsNumericColumn() => false;

    public virtual bool HasDescription() => false;

    public abstract bool IsValid(long index);

    public virtual DataFrameColumn Description() => throw NotForThisType(nameof(Description));

    public virtual DataFrame ValueCounts() => throw NotForThisType(nameof(ValueCounts));

    public virtual GroupBy GroupBy(int columnIndex, DataFrame parent) => throw NotForThisType(nameof(GroupBy));

    public virtual DataFrameColumn DropNulls() => Pick(RowNumbers.From(0, Length).Where(IsValid));

    public virtual DataFrameColumn FillNulls(object value, bool inPlace = false)
    {
        var column = inPlace ? this : Clone();
        var filling = Convert.ChangeType(value, DataType, CultureInfo.CurrentCulture);
        foreach (var row in RowNumbers.From(0, Length).Where(row => !IsValid(row)))
        {
            column.SetValue(row, filling);
        }

        return column;
    }

    public virtual StringDataFrameColumn Info() => new(Name, [DataType.ToString(), (Length - NullCount).ToString()]);

    public virtual object? Max() => throw NotForThisType(nameof(Max));

    public virtual object? Max(IEnumerable<long> rowIndices) => throw NotForThisType(nameof(Max));

    public virtual object? Min() => throw NotForThisType(nameof(Min));

    public virtual object? Min(IEnumerable<long> rowIndices) => throw NotForThisType(nameof(Min));

    public virtual object? Sum() => throw NotForThisType(nameof(Sum));

    public virtual object? Sum(IEnumerable<long> rowIndices) => throw NotForThisType(nameof(Sum));

    public virtual object? Product() => throw NotForThisType(nameof(Product));

    public virtual object? Product(IEnumerable<long> rowIndices) => throw NotForThisType(nameof(Product));

    public virtual double Mean() => throw NotForThisType(nameof(Mean));

    public virtual double Median() => throw NotForThisType(nameof(Median));

    public virtual DataFrameColumn And(DataFrameColumn column, bool inPlace = false) => throw NotForThisType(nameof(And));

    public virtual DataFrameColumn Or(DataFrameColumn column, bool inPlace = false) => throw NotForThisType(nameof(Or));

    public virtual DataFrameColumn Xor(DataFrameColumn column, bool inPlace = false) => throw NotForThisType(nameof(Xor));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseEquals<T>(T value) => throw NotForThisType(nameof(ElementwiseEquals));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseEquals(DataFrameColumn column) => throw NotForThisType(nameof(ElementwiseEquals));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseNotEquals<T>(T value) => throw NotForThisType(nameof(ElementwiseNotEquals));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseNotEquals(DataFrameColumn column) => throw NotForThisType(nameof(ElementwiseNotEquals));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseGreaterThan<T>(T value) => throw NotForThisType(nameof(ElementwiseGreaterThan));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseGreaterThan(DataFrameColumn column) => throw NotForThisType(nameof(ElementwiseGreaterThan));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseGreaterThanOrEqual<T>(T value) => throw NotForThisType(nameof(ElementwiseGreaterThanOrEqual));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseGreaterThanOrEqual(DataFrameColumn column) =>
        throw NotForThisType(nameof(ElementwiseGreaterThanOrEqual));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseLessThan<T>(T value) => throw NotForThisType(nameof(ElementwiseLessThan));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseLessThan(DataFrameColumn column) => throw NotForThisType(nameof(ElementwiseLessThan));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseLessThanOrEqual<T>(T value) => throw NotForThisType(nameof(ElementwiseLessThanOrEqual));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseLessThanOrEqual(DataFrameColumn column) =>
        throw NotForThisType(nameof(ElementwiseLessThanOrEqual));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseIsNull() =>
        new BooleanDataFrameColumn(Name, RowNumbers.From(0, Length).Select(row => !IsValid(row)));

    public virtual PrimitiveDataFrameColumn<bool> ElementwiseIsNotNull() =>
        new BooleanDataFrameColumn(Name, RowNumbers.From(0, Length).Select(IsValid));

    public override string ToString() => ToString(DataFrame.RowsInPreview);

    public string ToString(long rowsToShow)
    {
        var text = new StringBuilder(Name);
        var shown = Math.Min(Length, rowsToShow);
        foreach (var row in RowNumbers.From(0, shown))
        {
            text.Append(this[row] ?? "null").AppendLine();
        }

        if (shown < Length)
        {
            text.Append("  ... ").Append(rowsToShow).Append(" of total ").Append(Length).AppendLine();
        }

        return text.Append("Name: ").Append(Name).Append(", Type: ").Append(DataType).ToString();
    }

    IEnumerator IEnumerable.GetEnumerator() => RowNumbers.From(0, Length).Select(GetValue).GetEnumerator();

    /// <summary>A column of the same type and name with the given rows; a null row number gives a null.</summary>
    internal abstract DataFrameColumn Pick(IEnumerable<long?> rows);

    internal DataFrameColumn Pick(IEnumerable<long> rows) => Pick(rows.Select(row => (long?)row));

    /// <summary>The row numbers in the order of their values; equal values keep their order.</summary>
    internal abstract IEnumerable<long> SortedRows(bool ascending, bool putNullValuesLast);

    /// <summary>Makes the column longer by nulls.</summary>
    internal abstract void Resize(long length);

    internal void SetOwner(DataFrameColumnCollection? owner) => _owner = owner;

    private protected abstract long CountValues();

    private protected abstract object? GetValue(long rowIndex);

    private protected abstract void SetValue(long rowIndex, object? value);

    private protected NotSupportedException NotForThisType(string method) => new(
        $"{method} is not there for the column '{Name}' of type {DataType.Name}. If the real package has it, run `./course use nuget`.");
}
