using System.Collections;

namespace Microsoft.Data.Analysis;

/// <summary>A column of numbers, booleans, characters or dates.</summary>
public partial class PrimitiveDataFrameColumn<T> : DataFrameColumn, IEnumerable<T?>
    where T : unmanaged
{
    /// <summary>The values; where <see cref="_valid"/> says null, the type's default.</summary>
    private readonly List<T> _values = [];
    private readonly List<bool> _valid = [];
    private long _nullCount;

    public PrimitiveDataFrameColumn(string name, long length = 0)
        : base(name, typeof(T)) => Resize(length);

    public PrimitiveDataFrameColumn(string name, IEnumerable<T> values)
        : base(name, typeof(T))
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            Append(value);
        }
    }

    public PrimitiveDataFrameColumn(string name, IEnumerable<T?> values)
        : base(name, typeof(T))
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var value in values)
        {
            Append(value);
        }
    }

    public override long NullCount => _nullCount;

    public new T? this[long rowIndex]
    {
        get => _valid[checked((int)rowIndex)] ? _values[(int)rowIndex] : null;
        set
        {
            var row = checked((int)rowIndex);
            _nullCount += (_valid[row] ? 1 : 0) - (value.HasValue ? 1 : 0);
            (_values[row], _valid[row]) = (value.GetValueOrDefault(), value.HasValue);
        }
    }

    public new IReadOnlyList<T?> this[long startIndex, int length] =>
        [.. RowNumbers.From(startIndex, Math.Min(length, Length - startIndex)).Select(row => this[row])];

    public void Append(T? value)
    {
        _values.Add(value.GetValueOrDefault());
        _valid.Add(value.HasValue);
        _nullCount += value.HasValue ? 0 : 1;
    }

    public void AppendMany(T? value, long count)
    {
        for (long index = 0; index < count; index++)
        {
            Append(value);
        }
    }

    public PrimitiveDataFrameColumn<T> Apply(Func<T, T> func, bool inPlace = false)
    {
        ArgumentNullException.ThrowIfNull(func);
        var column = inPlace ? this : Clone();
        foreach (var row in RowNumbers.From(0, Length).Where(IsValid))
        {
            column[row] = func(_values[(int)row]);
        }

        return column;
    }

    public PrimitiveDataFrameColumn<TResult> Apply<TResult>(Func<T?, TResult?> func)
        where TResult : unmanaged => new(Name, this.Select(func));

    public new PrimitiveDataFrameColumn<T> Clone(long numberOfNullsToAppend = 0) => (PrimitiveDataFrameColumn<T>)base.Clone(numberOfNullsToAppend);

    public new PrimitiveDataFrameColumn<T> Clone(DataFrameColumn mapIndices, bool invertMapIndices = false, long numberOfNullsToAppend = 0) =>
        (PrimitiveDataFrameColumn<T>)base.Clone(mapIndices, invertMapIndices, numberOfNullsToAppend);

    public new PrimitiveDataFrameColumn<T> Sort(bool ascending = true, bool putNullValuesLast = true) =>
        (PrimitiveDataFrameColumn<T>)base.Sort(ascending, putNullValuesLast);

    public new PrimitiveDataFrameColumn<T> DropNulls() => (PrimitiveDataFrameColumn<T>)base.DropNulls();

    public PrimitiveDataFrameColumn<T> FillNulls(T value, bool inPlace = false) => (PrimitiveDataFrameColumn<T>)base.FillNulls(value, inPlace);

    /// <summary>The values from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public PrimitiveDataFrameColumn<T> Filter(T min, T max) => (PrimitiveDataFrameColumn<T>)Pick(RowNumbers.From(0, Length).Where(row =>
        IsValid(row) && Comparer<T>.Default.Compare(_values[(int)row], min) >= 0 && Comparer<T>.Default.Compare(_values[(int)row], max) <= 0));

    public override bool IsValid(long index) => _valid[checked((int)index)];

    public override bool IsNumericColumn() => typeof(T) != typeof(bool) && typeof(T) != typeof(char) && typeof(T) != typeof(DateTime);

    public override bool HasDescription() => IsNumericColumn() || typeof(T) == typeof(DateTime);

    public override DataFrame ValueCounts()
    {
        var groups = RowsByValue();
        return new DataFrame(
            new PrimitiveDataFrameColumn<T>("Values", groups.Keys), new PrimitiveDataFrameColumn<long>("Counts", groups.Values.Select(rows => (long)rows.Count)));
    }

    public override GroupBy GroupBy(int columnIndex, DataFrame parent) => new GroupBy<T>(parent, columnIndex, RowsByValue());

    public IEnumerator<T?> GetEnumerator()
    {
        for (long row = 0; row < Length; row++)
        {
            yield return this[row];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Makes an empty column of the same kind, so that a column of a named type begets its like.</summary>
    protected virtual PrimitiveDataFrameColumn<T> CreateNewColumn(string name, long length = 0) => new(name, length);

    internal override DataFrameColumn Pick(IEnumerable<long?> rows)
    {
        var picked = CreateNewColumn(Name);
        foreach (var row in rows)
        {
            picked.Append(row is { } number ? this[number] : null);
        }

        return picked;
    }

    internal override IEnumerable<long> SortedRows(bool ascending, bool putNullValuesLast)
    {
        var valid = RowNumbers.From(0, Length).Where(IsValid);
        var sorted = ascending
            ? valid.OrderBy(row => _values[(int)row], Comparer<T>.Default)
            : valid.OrderByDescending(row => _values[(int)row], Comparer<T>.Default);
        var nulls = RowNumbers.From(0, Length).Where(row => !IsValid(row));
        return putNullValuesLast ? sorted.Concat(nulls) : nulls.Concat(sorted);
    }

    internal sealed override void Resize(long length)
    {
        if (length < Length)
        {
            throw new ArgumentException($"A column of {Length} values cannot be cut to {length}.", nameof(length));
        }

        AppendMany(null, length - Length);
    }

    private protected override long CountValues() => _values.Count;

    private protected override object? GetValue(long rowIndex) => this[rowIndex];

    private protected override void SetValue(long rowIndex, object? value) => this[rowIndex] = value switch
    {
        null => null,
        T typed => typed,
        _ => throw new ArgumentException($"The column '{Name}' holds {typeof(T).Name}, not {value.GetType().Name}: convert the value first.", nameof(value)),
    };

    private Dictionary<T, ICollection<long>> RowsByValue()
    {
        var groups = new Dictionary<T, ICollection<long>>();
        foreach (var row in RowNumbers.From(0, Length).Where(IsValid))
        {
            if (!groups.TryGetValue(_values[(int)row], out var rows))
            {
                groups.Add(_values[(int)row], rows = new List<long>());
            }

            rows.Add(row);
        }

        return groups;
    }
}
