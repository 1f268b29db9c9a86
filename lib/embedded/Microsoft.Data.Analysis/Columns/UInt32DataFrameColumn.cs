namespace Microsoft.Data.Analysis;

/// <summary>A column of 32-bit integers without sign.</summary>
public sealed class UInt32DataFrameColumn : PrimitiveDataFrameColumn<uint>
{
    public UInt32DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    public UInt32DataFrameColumn(string name, IEnumerable<uint> values)
        : base(name, values)
    {
    }

    public UInt32DataFrameColumn(string name, IEnumerable<uint?> values)
        : base(name, values)
    {
    }

    protected override PrimitiveDataFrameColumn<uint> CreateNewColumn(string name, long length = 0) => new UInt32DataFrameColumn(name, length);
}
