using System.Collections.ObjectModel;

namespace Microsoft.Data.Analysis;

/// <summary>The columns of a data frame: of equal length, with names that differ.</summary>
public sealed class DataFrameColumnCollection : Collection<DataFrameColumn>
{
    internal DataFrameColumnCollection(IEnumerable<DataFrameColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        foreach (var column in columns)
        {
            Add(column);
        }
    }

    public DataFrameColumn this[string columnName]
    {
        get => IndexOf(columnName) is >= 0 and var index ? this[index] : throw NoSuchColumn(columnName);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var index = IndexOf(columnName);
            value.SetName(columnName);
            if (index < 0)
            {
                Add(value);
            }
            else
            {
                this[index] = value;
            }
        }
    }

    internal long RowCount { get; set; }

    public int IndexOf(string columnName)
    {
        for (var index = 0; index < Count; index++)
        {
            if (this[index].Name == columnName)
            {
                return index;
            }
        }

        return -1;
    }

    public void Insert<T>(int columnIndex, IEnumerable<T> column, string columnName)
        where T : unmanaged => Insert(columnIndex, new PrimitiveDataFrameColumn<T>(columnName, column));

    public void Remove(string columnName)
    {
        if (IndexOf(columnName) is >= 0 and var index)
        {
            RemoveAt(index);
        }
    }

    public void RenameColumn(string currentName, string newName) => this[currentName].SetName(newName);

    public PrimitiveDataFrameColumn<T> GetPrimitiveColumn<T>(string name)
        where T : unmanaged => Typed<PrimitiveDataFrameColumn<T>>(name);

    public BooleanDataFrameColumn GetBooleanColumn(string name) => Typed<BooleanDataFrameColumn>(name);

    public DateTimeDataFrameColumn GetDateTimeColumn(string name) => Typed<DateTimeDataFrameColumn>(name);

    public DoubleDataFrameColumn GetDoubleColumn(string name) => Typed<DoubleDataFrameColumn>(name);

    public Int32DataFrameColumn GetInt32Column(string name) => Typed<Int32DataFrameColumn>(name);

    public Int64DataFrameColumn GetInt64Column(string name) => Typed<Int64DataFrameColumn>(name);

    public SingleDataFrameColumn GetSingleColumn(string name) => Typed<SingleDataFrameColumn>(name);

    public StringDataFrameColumn GetStringColumn(string name) => Typed<StringDataFrameColumn>(name);

    protected override void InsertItem(int columnIndex, DataFrameColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (Count > 0)
        {
            EnsureLength(column);
        }

        EnsureNameIsFree(column.Name, column);
        RowCount = column.Length;
        column.SetOwner(this);
        base.InsertItem(columnIndex, column);
    }

    protected override void SetItem(int columnIndex, DataFrameColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        EnsureLength(column);
        EnsureNameIsFree(column.Name, this[columnIndex]);
        this[columnIndex].SetOwner(null);
        column.SetOwner(this);
        base.SetItem(columnIndex, column);
    }

    protected override void RemoveItem(int columnIndex)
    {
        this[columnIndex].SetOwner(null);
        base.RemoveItem(columnIndex);
        RowCount = Count == 0 ? 0 : RowCount;
    }

    protected override void ClearItems()
    {
        foreach (var column in this)
        {
            column.SetOwner(null);
        }

        base.ClearItems();
        RowCount = 0;
    }

    /// <summary>Refuses a name that another column than <paramref name="bearer"/> has.</summary>
    internal void EnsureNameIsFree(string name, DataFrameColumn bearer)
    {
        if (IndexOf(name) is >= 0 and var index && !ReferenceEquals(this[index], bearer))
        {
            throw new ArgumentException($"The data frame already has a column '{name}'.", nameof(name));
        }
    }

    internal ArgumentException NoSuchColumn(string name) =>
        new($"Column '{name}' does not exist. The columns: {string.Join(", ", this.Select(column => column.Name))}.", nameof(name));

    private void EnsureLength(DataFrameColumn column)
    {
        if (RowCount > 0 && column.Length != RowCount)
        {
            throw new ArgumentException($"The column '{column.Name}' has {column.Length} values, the data frame {RowCount} rows.", nameof(column));
        }
    }

    private TColumn Typed<TColumn>(string name)
        where TColumn : DataFrameColumn => this[name] as TColumn
            ?? throw new ArgumentException($"The column '{name}' holds {this[name].DataType.Name}; it is no {typeof(TColumn).Name}.", nameof(name));
}
