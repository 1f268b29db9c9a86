using System.Collections;

namespace Microsoft.Data.Analysis;

/// <summary>A column of texts.</summary>
public sealed class StringDataFrameColumn : DataFrameColumn, IEnumerable<string?>
{
    private readonly List<string?> _values = [];

    public StringDataFrameColumn(string name, long length = 0)
        : base(name, typeof(string)) => Resize(length);

    public StringDataFrameColumn(string name, IEnumerable<string?> values)
        : base(name, typeof(string))
    {
        ArgumentNullException.ThrowIfNull(values);
        _values.AddRange(values);
    }

    public override long NullCount => _values.LongCount(value => value is null);

    public new string? this[long rowIndex]
    {
        get => _values[checked((int)rowIndex)];
        set => _values[checked((int)rowIndex)] = value;
    }

    public new List<string?> this[long startIndex, int length] =>
        _values.GetRange(checked((int)startIndex), (int)Math.Min(length, Length - startIndex));

    public void Append(string? value) => _values.Add(value);

    public StringDataFrameColumn Apply(Func<string?, string?> func, bool inPlace = false)
    {
        ArgumentNullException.ThrowIfNull(func);
        var column = inPlace ? this : Clone();
        for (var row = 0; row < _values.Count; row++)
        {
            column._values[row] = func(_values[row]);
        }

        return column;
    }

    public new StringDataFrameColumn Clone(long numberOfNullsToAppend = 0) => (StringDataFrameColumn)base.Clone(numberOfNullsToAppend);

    public new StringDataFrameColumn Sort(bool ascending = true, bool putNullValuesLast = true) =>
        (StringDataFrameColumn)base.Sort(ascending, putNullValuesLast);

    public new StringDataFrameColumn DropNulls() => (StringDataFrameColumn)base.DropNulls();

    public StringDataFrameColumn FillNulls(string value, bool inPlace = false) => (StringDataFrameColumn)base.FillNulls(value, inPlace);

    public override bool IsValid(long index) => this[index] is not null;

    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals<T>(T value) => ElementwiseEquals(TextOf(value)!);

    public PrimitiveDataFrameColumn<bool> ElementwiseEquals(string value) => Where(text => text == value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseEquals(DataFrameColumn column) => Compare(column, (one, other) => one == other);

    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals<T>(T value) => ElementwiseNotEquals(TextOf(value)!);

    public PrimitiveDataFrameColumn<bool> ElementwiseNotEquals(string value) => Where(text => text != value);

    public override PrimitiveDataFrameColumn<bool> ElementwiseNotEquals(DataFrameColumn column) => Compare(column, (one, other) => one != other);

    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNull() => base.ElementwiseIsNull();

    public override PrimitiveDataFrameColumn<bool> ElementwiseIsNotNull() => base.ElementwiseIsNotNull();

    public override DataFrame ValueCounts()
    {
        var groups = RowsByValue();
        return new DataFrame(
            new StringDataFrameColumn("Values", groups.Keys), new PrimitiveDataFrameColumn<long>("Counts", groups.Values.Select(rows => (long)rows.Count)));
    }

    public override GroupBy GroupBy(int columnIndex, DataFrame parent) => new GroupBy<string>(parent, columnIndex, RowsByValue());

    public IEnumerator<string?> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal override DataFrameColumn Pick(IEnumerable<long?> rows) => new StringDataFrameColumn(Name, rows.Select(row => row is { } number ? this[number] : null));

    internal override IEnumerable<long> SortedRows(bool ascending, bool putNullValuesLast)
    {
        var valid = RowNumbers.From(0, Length).Where(IsValid);
        var sorted = ascending ? valid.OrderBy(row => this[row], Comparer<string?>.Default) : valid.OrderByDescending(row => this[row], Comparer<string?>.Default);
        var nulls = RowNumbers.From(0, Length).Where(row => !IsValid(row));
        return putNullValuesLast ? sorted.Concat(nulls) : nulls.Concat(sorted);
    }

    internal override void Resize(long length)
    {
        if (length < Length)
        {
            throw new ArgumentException($"A column of {Length} values cannot be cut to {length}.", nameof(length));
        }

        _values.AddRange(new string?[length - Length]);
    }

    private protected override long CountValues() => _values.Count;

    private protected override object? GetValue(long rowIndex) => this[rowIndex];

    private protected override void SetValue(long rowIndex, object? value) => this[rowIndex] = value is null or string
        ? (string?)value
        : throw new ArgumentException($"The column '{Name}' holds texts, not {value.GetType().Name}.", nameof(value));

    private static string? TextOf<T>(T value) => value?.ToString();

    private BooleanDataFrameColumn Where(Func<string?, bool> holds) => new(Name, _values.Select(holds));

    private BooleanDataFrameColumn Compare(DataFrameColumn column, Func<string?, string?, bool> holds) => column.Length == Length
        ? new BooleanDataFrameColumn(Name, _values.Select((text, row) => holds(text, column[row]?.ToString())))
        : throw new ArgumentException($"The columns '{Name}' and '{column.Name}' have {Length} and {column.Length} values; they must have the same length.", nameof(column));

    private Dictionary<string, ICollection<long>> RowsByValue()
    {
        var groups = new Dictionary<string, ICollection<long>>();
        foreach (var row in RowNumbers.From(0, Length))
        {
            if (this[row] is not { } text)
            {
                continue;
            }

            if (!groups.TryGetValue(text, out var rows))
            {
                groups.Add(text, rows = new List<long>());
            }

            rows.Add(row);
        }

        return groups;
    }
}
