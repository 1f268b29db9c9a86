namespace TransferLearning.Charts.Drawing;

/// <summary>The values that an axis must show.</summary>
internal sealed class Extent
{
    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>The smallest value above zero, for a logarithmic axis.</summary>
    public double MinPositive { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether the axis ends exactly at the values, without space around them.</summary>
    public bool IsTight { get; set; }

    public bool IsEmpty => Min > Max;

    /// <summary>Makes the axis reach a value; one that is not finite changes nothing.</summary>
    public void Include(double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        Min = Math.Min(Min, value);
        Max = Math.Max(Max, value);
        if (value > 0)
        {
            MinPositive = Math.Min(MinPositive, value);
        }
    }

    public void Include(IEnumerable<double> values)
    {
        foreach (var value in values)
        {
            Include(value);
        }
    }
}
