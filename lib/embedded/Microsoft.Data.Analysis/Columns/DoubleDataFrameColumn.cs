namespace Microsoft.Data.Analysis;

/// <summary>A column of double-precision numbers.</summary>
public sealed class DoubleDataFrameColumn : PrimitiveDataFrameColumn<double>
{
    public DoubleDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    public DoubleDataFrameColumn(string name, IEnumerable<double> values)
        : base(name, values)
    {
    }

    public DoubleDataFrameColumn(string name, IEnumerable<double?> values)
        : base(name, values)
    {
    }

    protected override PrimitiveDataFrameColumn<double> CreateNewColumn(string name, long length = 0) => new DoubleDataFrameColumn(name, length);
}
