using System.Globalization;

namespace Microsoft.Data.Analysis;

/// <inheritdoc/>
/// <remarks>Groups stand in the order in which their values first appear; rows with a null there belong to none.</remarks>
public sealed class GroupBy<TKey> : GroupBy
    where TKey : notnull
{
    private readonly DataFrame _dataFrame;
    private readonly int _keyColumn;
    private readonly IDictionary<TKey, ICollection<long>> _groups;

    public GroupBy(DataFrame dataFrame, int groupByColumnIndex, IDictionary<TKey, ICollection<long>> keyToRowIndices) =>
        (_dataFrame, _keyColumn, _groups) = (dataFrame, groupByColumnIndex, keyToRowIndices);

    /// <summary>The groups with their rows.</summary>
    public IEnumerable<IGrouping<TKey, DataFrameRow>> Groupings =>
        _groups.SelectMany(group => group.Value.Select(row => (group.Key, Row: _dataFrame.Rows[row]))).GroupBy(pair => pair.Key, pair => pair.Row);

    /// <summary>How many values of each column are not null.</summary>
    public override DataFrame Count(params string[] columnNames) => Aggregate(
        columnNames, column => new PrimitiveDataFrameColumn<long>(column.Name), (column, rows) => rows.LongCount(column.IsValid));

    public override DataFrame First(params string[] columnNames) => Aggregate(columnNames, Empty, (column, rows) => column[rows.First()]);

    public override DataFrame Head(int numberOfRows) => KeyFirst(_groups.Values.SelectMany(rows => rows.Take(numberOfRows)));

    public override DataFrame Tail(int numberOfRows) => KeyFirst(_groups.Values.SelectMany(rows => rows.TakeLast(numberOfRows)));

    public override DataFrame Max(params string[] columnNames) => Aggregate(columnNames, Empty, (column, rows) => column.Max(rows));

    public override DataFrame Min(params string[] columnNames) => Aggregate(columnNames, Empty, (column, rows) => column.Min(rows));

    public override DataFrame Sum(params string[] columnNames) => Aggregate(columnNames, Empty, (column, rows) => column.Sum(rows));

    public override DataFrame Product(params string[] columnNames) => Aggregate(columnNames, Empty, (column, rows) => column.Product(rows));

    /// <summary>The mean of each column; as in the real package a null counts as zero here.</summary>
    public override DataFrame Mean(params string[] columnNames) => Aggregate(
        columnNames,
        column => new PrimitiveDataFrameColumn<double>(column.Name),
        (column, rows) => Convert.ToDouble(column.Sum(rows), CultureInfo.InvariantCulture) / rows.Count);

    private static DataFrameColumn Empty(DataFrameColumn column) => column.Pick((IEnumerable<long>)[]);

    private DataFrame Aggregate(string[]? columnNames, Func<DataFrameColumn, DataFrameColumn> create, Func<DataFrameColumn, ICollection<long>, object?> value)
    {
        var sources = columnNames is null or [] ? _dataFrame.Columns : columnNames.Select(name => _dataFrame[name]);
        var key = _dataFrame.Columns[_keyColumn];
        return new DataFrame([KeyColumn(), .. sources.Where(column => !ReferenceEquals(column, key)).Select(AggregateColumn)]);

        DataFrameColumn AggregateColumn(DataFrameColumn source)
        {
            var result = create(source);
            foreach (var rows in _groups.Values)
            {
                var row = result.Length;
                result.Resize(row + 1);
                result[row] = value(source, rows);
            }

            return result;
        }
    }

    private DataFrameColumn KeyColumn() => _dataFrame.Columns[_keyColumn].Pick(_groups.Values.Select(rows => rows.First()));

    private DataFrame KeyFirst(IEnumerable<long> rows)
    {
        var key = _dataFrame.Columns[_keyColumn];
        var picked = rows.ToList();
        return new DataFrame([key.Pick(picked), .. _dataFrame.Columns.Where(column => !ReferenceEquals(column, key)).Select(column => column.Pick(picked))]);
    }
}
