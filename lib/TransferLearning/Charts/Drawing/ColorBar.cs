namespace TransferLearning.Charts.Drawing;

/// <summary>The scale beside a heat map that says which colour means which value.</summary>
internal sealed class ColorBar(HeatmapSeries series)
{
    private const double BarWidth = 14;
    private const double Gap = 14;
    private const int Steps = 48;

    private readonly IReadOnlyList<Tick> _ticks = series.Max > series.Min ? TickChoice.Linear(series.Min, series.Max, 5, null) : [];

    /// <summary>The room that the bar takes at the right of the chart.</summary>
    public double Width => Gap + BarWidth + 6 + TextMeasure.Widest(_ticks.Select(tick => tick.Label), Typography.Tick)
        + (series.ScaleTitle.Length > 0 ? Typography.AxisTitle + 6 : 0);

    public void Draw(SvgWriter svg, PlotArea area)
    {
        var left = area.Right + Gap;
        var step = area.Height / Steps;
        for (var index = 0; index < Steps; index++)
        {
            var value = series.Max - ((series.Max - series.Min) * (index + 0.5) / Steps);
            svg.Shape(
                "rect", ("x", left), ("y", area.Top + (index * step)), ("width", BarWidth), ("height", step + 0.5), ("fill", series.ColorOf(value).ToString()));
        }

        foreach (var tick in _ticks)
        {
            var y = area.Bottom - ((tick.Value - series.Min) / (series.Max - series.Min) * area.Height);
            svg.Text("text", tick.Label, ("x", left + BarWidth + 5), ("y", y + 4), ("font-size", Typography.Tick), ("fill", "currentColor"));
        }

        if (series.ScaleTitle.Length > 0)
        {
            var x = left + Width - Gap - 2;
            var middle = area.Top + (area.Height / 2);
            svg.Text(
                "text", series.ScaleTitle, ("x", x), ("y", middle), ("font-size", Typography.AxisTitle), ("text-anchor", "middle"), ("fill", "currentColor"),
                ("transform", $"rotate(-90 {SvgWriter.Number(x)} {SvgWriter.Number(middle)})"));
        }
    }
}
