namespace Microsoft.Data.Analysis;

/// <summary>A column of 16-bit integers without sign.</summary>
public sealed class UInt16DataFrameColumn : PrimitiveDataFrameColumn<ushort>
{
    public UInt16DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    public UInt16DataFrameColumn(string name, IEnumerable<ushort> values)
        : base(name, values)
    {
    }

    public UInt16DataFrameColumn(string name, IEnumerable<ushort?> values)
        : base(name, values)
    {
    }

    protected override PrimitiveDataFrameColumn<ushort> CreateNewColumn(string name, long length = 0) => new UInt16DataFrameColumn(name, length);
}
