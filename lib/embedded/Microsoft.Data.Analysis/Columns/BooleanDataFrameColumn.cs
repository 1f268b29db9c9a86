namespace Microsoft.Data.Analysis;

/// <summary>A column of booleans.</summary>
public sealed class BooleanDataFrameColumn : PrimitiveDataFrameColumn<bool>
{
    public BooleanDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }

    public BooleanDataFrameColumn(string name, IEnumerable<bool> values)
        : base(name, values)
    {
    }

    public BooleanDataFrameColumn(string name, IEnumerable<bool?> values)
        : base(name, values)
    {
    }

    /// <summary>For each row whether both hold; null when one is null.</summary>
    public BooleanDataFrameColumn And(BooleanDataFrameColumn column, bool inPlace = false) => (BooleanDataFrameColumn)base.And(column, inPlace);

    /// <summary>For each row whether one or both hold; null when one is null.</summary>
    public BooleanDataFrameColumn Or(BooleanDataFrameColumn column, bool inPlace = false) => (BooleanDataFrameColumn)base.Or(column, inPlace);

    /// <summary>For each row whether exactly one holds; null when one is null.</summary>
    public BooleanDataFrameColumn Xor(BooleanDataFrameColumn column, bool inPlace = false) => (BooleanDataFrameColumn)base.Xor(column, inPlace);

    public static BooleanDataFrameColumn operator &(BooleanDataFrameColumn left, BooleanDataFrameColumn right) => left.And(right);

    public static BooleanDataFrameColumn operator |(BooleanDataFrameColumn left, BooleanDataFrameColumn right) => left.Or(right);

    public static BooleanDataFrameColumn operator ^(BooleanDataFrameColumn left, BooleanDataFrameColumn right) => left.Xor(right);

    protected override PrimitiveDataFrameColumn<bool> CreateNewColumn(string name, long length = 0) => new BooleanDataFrameColumn(name, length);
}
