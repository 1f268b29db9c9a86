namespace Microsoft.Data.Analysis;

/// <summary>A table in memory: named columns of equal length, each of one type.</summary>
public sealed partial class DataFrame
{
    /// <summary>How many rows <see cref="ToString()"/> shows.</summary>
    internal const int RowsInPreview = 25;

    public DataFrame(IEnumerable<DataFrameColumn> columns)
    {
        Columns = new DataFrameColumnCollection(columns);
        Rows = new DataFrameRowCollection(this);
    }

    public DataFrame(params DataFrameColumn[] columns)
        : this((IEnumerable<DataFrameColumn>)columns)
    {
    }

    public DataFrameColumnCollection Columns { get; }

    public DataFrameRowCollection Rows { get; }

    public object? this[long rowIndex, int columnIndex]
    {
        get => Columns[columnIndex][rowIndex];
        set => Columns[columnIndex][rowIndex] = value;
    }

    public DataFrameColumn this[string columnName]
    {
        get => Columns[columnName];
        set => Columns[columnName] = value;
    }

    public DataFrame this[PrimitiveDataFrameColumn<bool> rowFilter] => Filter(rowFilter);

    public DataFrame this[PrimitiveDataFrameColumn<int> rowIndices] => Filter(rowIndices);

    public DataFrame this[PrimitiveDataFrameColumn<long> rowIndices] => Filter(rowIndices);

    public DataFrame this[IEnumerable<bool> rowFilter] => Filter(new BooleanDataFrameColumn("Filter", rowFilter));

    public DataFrame this[IEnumerable<int> rowIndices] => Filter(new Int32DataFrameColumn("Filter", rowIndices));

    public DataFrame this[IEnumerable<long> rowIndices] => Filter(new Int64DataFrameColumn("Filter", rowIndices));

    /// <summary>The rows for which the filter is true.</summary>
    public DataFrame Filter(PrimitiveDataFrameColumn<bool> filter) => Pick(filter);

    /// <summary>The rows with these numbers, in this order.</summary>
    public DataFrame Filter(PrimitiveDataFrameColumn<int> rowIndices) => Pick(rowIndices);

    /// <summary>The rows with these numbers, in this order.</summary>
    public DataFrame Filter(PrimitiveDataFrameColumn<long> rowIndices) => Pick(rowIndices);

    public DataFrame Head(int numberOfRows) => Pick(RowNumbers.From(0, EnsureHas(numberOfRows)));

    public DataFrame Tail(int numberOfRows) => Pick(RowNumbers.From(Rows.Count - EnsureHas(numberOfRows), numberOfRows));

    /// <summary>Rows drawn at random, each at most once.</summary>
    public DataFrame Sample(int numberOfRows)
    {
        EnsureHas(numberOfRows);
        var rows = Enumerable.Range(0, checked((int)Rows.Count)).ToArray();
        for (var drawn = 0; drawn < numberOfRows; drawn++)
        {
            var place = Random.Shared.Next(drawn, rows.Length);
            (rows[drawn], rows[place]) = (rows[place], rows[drawn]);
        }

        return Pick(rows.Take(numberOfRows).Select(row => (long)row));
    }

    public DataFrame Clone() => new(Columns.Select(column => column.Clone()));

    public DataFrame OrderBy(string columnName, bool ascending = true, bool putNullValuesLast = true) =>
        Pick([.. Columns[columnName].SortedRows(ascending, putNullValuesLast)]);

    public DataFrame OrderByDescending(string columnName, bool putNullValuesLast = true) => OrderBy(columnName, ascending: false, putNullValuesLast);

    public GroupBy GroupBy(string columnName)
    {
        var index = Columns.IndexOf(columnName);
        return index >= 0 ? Columns[index].GroupBy(index, this) : throw Columns.NoSuchColumn(columnName);
    }

    public GroupBy<TKey> GroupBy<TKey>(string columnName)
        where TKey : notnull => GroupBy(columnName) as GroupBy<TKey>
            ?? throw new InvalidCastException($"The column '{columnName}' holds {this[columnName].DataType.Name}; it cannot be grouped by {typeof(TKey).Name}.");

    private DataFrame Pick(DataFrameColumn map) => new(Columns.Select(column => column.Clone(map)));

    private DataFrame Pick(IEnumerable<long> rows) => new(Columns.Select(column => column.Pick(rows)));

    private int EnsureHas(int numberOfRows) => numberOfRows >= 0 && numberOfRows <= Rows.Count
        ? numberOfRows
        : throw new ArgumentOutOfRangeException(nameof(numberOfRows), numberOfRows, $"{numberOfRows} rows were asked for; the data frame has {Rows.Count}.");
}
