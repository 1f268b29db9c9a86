using System.Collections;

namespace Microsoft.Data.Analysis;

/// <summary>The rows of a data frame.</summary>
public sealed class DataFrameRowCollection : IEnumerable<DataFrameRow>
{
    private readonly DataFrame _dataFrame;

    internal DataFrameRowCollection(DataFrame dataFrame) => _dataFrame = dataFrame;

    public long Count => _dataFrame.Columns.RowCount;

    public DataFrameRow this[long index] => new(_dataFrame, index);

    public IEnumerator<DataFrameRow> GetEnumerator()
    {
        for (long row = 0; row < Count; row++)
        {
            yield return this[row];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
