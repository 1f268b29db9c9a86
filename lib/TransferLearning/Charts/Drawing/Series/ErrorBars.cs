using XPlot.Plotly;

namespace TransferLearning.Charts.Drawing;

/// <summary>How far above and below its value each point of a series reaches.</summary>
internal sealed record ErrorBars(double[] Above, double[] Below)
{
    private const double HalfCap = 4;

    public static ErrorBars None { get; } = new([], []);

    public static ErrorBars Of(Error_y bars) => Of(
        bars.ShouldSerializearray() ? bars.array : null, bars.ShouldSerializearrayminus() ? bars.arrayminus : null);

    public static ErrorBars Of(Error_x bars) => Of(
        bars.ShouldSerializearray() ? bars.array : null, bars.ShouldSerializearrayminus() ? bars.arrayminus : null);

    /// <summary>The ends of the bar at a value, which is the value itself where there is no bar.</summary>
    public (double Low, double High) At(int index, double value) =>
        (value - (index < Below.Length ? Below[index] : 0), value + (index < Above.Length ? Above[index] : 0));

    /// <summary>Draws one bar between two pixels along the value axis.</summary>
    public static void Draw(SvgWriter svg, bool isHorizontal, double position, double low, double high)
    {
        if (low == high || !double.IsFinite(low) || !double.IsFinite(high))
        {
            return;
        }

        (double X, double Y) At(double along, double across) => isHorizontal ? (along, position + across) : (position + across, along);
        var gap = (double.NaN, 0.0);
        (double, double)[] strokes = [At(low, -HalfCap), At(low, HalfCap), gap, At(low, 0), At(high, 0), gap, At(high, -HalfCap), At(high, HalfCap)];
        svg.Shape("path", ("d", SvgPath.Line(strokes)), ("fill", "none"), ("stroke", "currentColor"), ("stroke-width", 1.3), ("stroke-opacity", 0.75));
    }

    private static ErrorBars Of(object? above, object? below)
    {
        var upward = Values.Of(above).Numbers;
        return new ErrorBars(upward, below is null ? upward : Values.Of(below).Numbers);
    }
}
