using System.Collections;
using System.Text;

namespace Microsoft.Data.Analysis;

/// <summary>A row of a data frame: a view, through which values can be read and set.</summary>
public sealed class DataFrameRow : IEnumerable<object?>
{
    private readonly DataFrame _dataFrame;
    private readonly long _row;

    internal DataFrameRow(DataFrame dataFrame, long row) => (_dataFrame, _row) = (dataFrame, row);

    public object? this[int index]
    {
        get => _dataFrame.Columns[index][_row];
        set => _dataFrame.Columns[index][_row] = value;
    }

    public object? this[string columnName]
    {
        get => _dataFrame[columnName][_row];
        set => _dataFrame[columnName][_row] = value;
    }

    public IEnumerable<KeyValuePair<string, object?>> GetValues() =>
        _dataFrame.Columns.Select(column => KeyValuePair.Create(column.Name, column[_row]));

    public IEnumerator<object?> GetEnumerator() => _dataFrame.Columns.Select(column => column[_row]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The values, each followed by a space.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var value in this)
        {
            text.Append(value ?? "null").Append(' ');
        }

        return text.ToString();
    }
}
