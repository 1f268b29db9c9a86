namespace Microsoft.Data.Analysis;

/// <summary>A column of 8-bit integers without sign.</summary>
public sealed class ByteDataFrameColumn : PrimitiveDataFrameColumn<byte>
{
    public ByteDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    public ByteDataFrameColumn(string name, IEnumerable<byte> values)
        : base(name, values)
    {
    }

    public ByteDataFrameColumn(string name, IEnumerable<byte?> values)
        : base(name, values)
    {
    }

    protected override PrimitiveDataFrameColumn<byte> CreateNewColumn(string name, long length = 0) => new ByteDataFrameColumn(name, length);
}
