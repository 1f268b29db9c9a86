namespace TransferLearning.Charts.Drawing;

/// <summary>Draws the ticks, the grid and the title of an axis, and says how much room they need.</summary>
internal static class AxisTicks
{
    private const double MostLabelWidth = 150;
    private const double Slant = 40;

    /// <summary>The room left of the plotting area.</summary>
    public static double RoomLeft(Axis axis) =>
        Math.Min(TextMeasure.Widest(axis.Ticks.Select(tick => tick.Label), Typography.Tick), MostLabelWidth) + 10
        + (axis.Title.Length > 0 ? Typography.AxisTitle + 9 : 0);

    /// <summary>The room below the plotting area.</summary>
    public static double RoomBelow(Axis axis, double width)
    {
        var labels = axis.Ticks.Count == 0 ? 0 : IsSlanted(axis, width) ? (SlantedWidth(axis) * Math.Sin(Slant * Math.PI / 180)) + 16 : Typography.Tick + 10;
        return labels + (axis.Title.Length > 0 ? Typography.AxisTitle + 9 : 4);
    }

    /// <summary>How far a slanted name below the first tick reaches to the left of the plotting area.</summary>
    public static double OverhangLeft(Axis axis, double width)
    {
        if (axis.Ticks.Count == 0 || !IsSlanted(axis, width))
        {
            return 0;
        }

        var first = axis.Ticks.MinBy(tick => axis.Fraction(tick.Value));
        var reach = Math.Min(TextMeasure.Width(first.Label, Typography.Tick), MostLabelWidth) * Math.Cos(Slant * Math.PI / 180);
        return Math.Max(0, reach - (axis.Fraction(first.Value) * width));
    }

    public static void DrawX(SvgWriter svg, PlotArea area)
    {
        var axis = area.XAxis;
        var isSlanted = IsSlanted(axis, area.Width);
        var occupied = double.NegativeInfinity;
        foreach (var tick in axis.Ticks.OrderBy(tick => area.X(tick.Value)))
        {
            var x = area.X(tick.Value);
            if (axis.ShowsGrid)
            {
                DrawGridLine(svg, x, area.Top, x, area.Bottom);
            }

            var y = area.Bottom + Typography.Tick + 6;
            if (isSlanted)
            {
                svg.Text(
                    "text", TextMeasure.Fit(tick.Label, Typography.Tick, MostLabelWidth), ("x", x + 3), ("y", y - 2), ("font-size", Typography.Tick),
                    ("text-anchor", "end"), ("fill", "currentColor"),
                    ("transform", $"rotate(-{Slant} {SvgWriter.Number(x + 3)} {SvgWriter.Number(y - 2)})"));
                continue;
            }

            // Numbers may stand too close, on a logarithmic axis above all: the later one gives way.
            var half = TextMeasure.Width(tick.Label, Typography.Tick) / 2;
            if (x - half >= occupied)
            {
                svg.Text("text", tick.Label, ("x", x), ("y", y), ("font-size", Typography.Tick), ("text-anchor", "middle"), ("fill", "currentColor"));
                occupied = x + half + 3;
            }
        }

        if (axis.Title.Length > 0)
        {
            var bottom = area.Bottom + RoomBelow(axis, area.Width) - 5;
            svg.Text(
                "text", axis.Title, ("x", area.Left + (area.Width / 2)), ("y", bottom), ("font-size", Typography.AxisTitle), ("text-anchor", "middle"),
                ("fill", "currentColor"));
        }
    }

    public static void DrawY(SvgWriter svg, PlotArea area)
    {
        var axis = area.YAxis;
        foreach (var tick in axis.Ticks)
        {
            var y = area.Y(tick.Value);
            if (axis.ShowsGrid)
            {
                DrawGridLine(svg, area.Left, y, area.Right, y);
            }

            svg.Text(
                "text", TextMeasure.Fit(tick.Label, Typography.Tick, MostLabelWidth), ("x", area.Left - 6), ("y", y + 4), ("font-size", Typography.Tick),
                ("text-anchor", "end"), ("fill", "currentColor"));
        }

        if (axis.Title.Length > 0)
        {
            var (x, middle) = (area.Left - RoomLeft(axis) + Typography.AxisTitle, area.Top + (area.Height / 2));
            svg.Text(
                "text", axis.Title, ("x", x), ("y", middle), ("font-size", Typography.AxisTitle), ("text-anchor", "middle"), ("fill", "currentColor"),
                ("transform", $"rotate(-90 {SvgWriter.Number(x)} {SvgWriter.Number(middle)})"));
        }
    }

    public static void DrawFrame(SvgWriter svg, PlotArea area)
    {
        var (x, y) = (area.X(area.XAxis.Base), area.Y(area.YAxis.Base));
        var baseline = area.YAxis.IsCategory ? SvgPath.Line([(x, area.Top), (x, area.Bottom)]) : SvgPath.Line([(area.Left, y), (area.Right, y)]);
        svg.Shape("path", ("d", baseline), ("fill", "none"), ("stroke", "currentColor"), ("stroke-opacity", 0.5));
    }

    private static void DrawGridLine(SvgWriter svg, double x1, double y1, double x2, double y2) => svg.Shape(
        "line", ("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("stroke", "currentColor"), ("stroke-opacity", 0.15));

    /// <summary>Whether the names along x are too long to stand side by side. Numbers never lie slanted.</summary>
    private static bool IsSlanted(Axis axis, double width)
    {
        if (!axis.HasNames)
        {
            return false;
        }

        var room = width / Math.Max(axis.Ticks.Count, 1);
        return TextMeasure.Widest(axis.Ticks.Select(tick => tick.Label), Typography.Tick) > room - 4;
    }

    private static double SlantedWidth(Axis axis) => Math.Min(TextMeasure.Widest(axis.Ticks.Select(tick => tick.Label), Typography.Tick), MostLabelWidth);
}
