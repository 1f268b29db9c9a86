namespace Microsoft.Data.Analysis;

/// <summary>A column of 8-bit integers with sign.</summary>
public sealed class SByteDataFrameColumn : PrimitiveDataFrameColumn<sbyte>
{
    public SByteDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    public SByteDataFrameColumn(string name, IEnumerable<sbyte> values)
        : base(name, values)
    {
    }

    public SByteDataFrameColumn(string name, IEnumerable<sbyte?> values)
        : base(name, values)
    {
    }

    protected override PrimitiveDataFrameColumn<sbyte> CreateNewColumn(string name, long length = 0) => new SByteDataFrameColumn(name, length);
}
