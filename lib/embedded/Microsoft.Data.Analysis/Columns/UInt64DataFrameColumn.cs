namespace Microsoft.Data.Analysis;

/// <summary>A column of 64-bit integers without sign.</summary>
public sealed class UInt64DataFrameColumn : PrimitiveDataFrameColumn<ulong>
{
    public UInt64DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    public UInt64DataFrameColumn(string name, IEnumerable<ulong> values)
        : base(name, values)
    {
    }

    public UInt64DataFrameColumn(string name, IEnumerable<ulong?> values)
        : base(name, values)
    {
    }

    protected override PrimitiveDataFrameColumn<ulong> CreateNewColumn(string name, long length = 0) => new UInt64DataFrameColumn(name, length);
}
