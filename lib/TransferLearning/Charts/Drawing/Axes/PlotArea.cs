namespace TransferLearning.Charts.Drawing;

/// <summary>The rectangle, in pixels from the top left, in which series are drawn between their axes.</summary>
internal sealed record PlotArea(double Left, double Top, double Width, double Height, Axis XAxis, Axis YAxis)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    /// <summary>The pixel of a value on the x axis.</summary>
    public double X(double value) => Left + (XAxis.Fraction(value) * Width);

    /// <summary>The pixel of a value on the y axis.</summary>
    public double Y(double value) => Bottom - (YAxis.Fraction(value) * Height);

    public (double X, double Y) Point(double x, double y) => (X(x), Y(y));
}
