using BoxTrace = XPlot.Plotly.Box;

namespace TransferLearning.Charts.Drawing;

/// <summary>Quartiles, median, whiskers and outliers of samples: plotly's <c>box</c>, standing.</summary>
internal sealed class BoxSeries : Series
{
    private readonly BoxSummary[] _boxes;
    private readonly string _color;

    public BoxSeries(BoxTrace trace, SeriesContext context)
    {
        if (trace.ShouldSerializeorientation() && trace.orientation is "h")
        {
            throw new NotSupportedException("The static drawing has standing boxes only: give the samples as y.");
        }

        var values = Values.Of(trace.ShouldSerializey() ? trace.y : null).Numbers;
        var places = trace.ShouldSerializex()
            ? context.PlacesOnX(Values.Of(trace.x), values.Length)
            : [.. values.Select(_ => context.XCategories?.PlaceOf(NameOf(trace, context.Index)) ?? context.Index)];
        _boxes = [.. values.Zip(places).Where(pair => double.IsFinite(pair.First))
            .GroupBy(pair => pair.Second, pair => pair.First)
            .Select(sample => BoxSummary.Of(sample.Key, sample))];
        _color = trace.ShouldSerializemarker() && trace.marker.ShouldSerializecolor() && trace.marker.color is string own ? own : Palette.Color(context.Index);
    }

    /// <summary>What stands below the box of a trace that gives no x.</summary>
    public static string NameOf(BoxTrace trace, int index) => trace.ShouldSerializename() ? trace.name : $"trace {index}";

    public override void Extend(Extent x, Extent y)
    {
        foreach (var box in _boxes)
        {
            x.Include(box.Place - 0.5);
            x.Include(box.Place + 0.5);
            y.Include(box.Low);
            y.Include(box.High);
            y.Include(box.Outliers);
        }
    }

    public override void Draw(SvgWriter svg, PlotArea area)
    {
        const double half = 0.28;
        const double cap = 0.14;
        foreach (var box in _boxes)
        {
            var (left, middle, right) = (area.X(box.Place - half), area.X(box.Place), area.X(box.Place + half));
            var (lower, median, upper) = (area.Y(box.LowerQuartile), area.Y(box.Median), area.Y(box.UpperQuartile));
            var (low, high) = (area.Y(box.Low), area.Y(box.High));
            svg.Shape(
                "path",
                ("d", SvgPath.Line(
                [
                    (middle, lower), (middle, low), (double.NaN, 0), (area.X(box.Place - cap), low), (area.X(box.Place + cap), low), (double.NaN, 0),
                    (middle, upper), (middle, high), (double.NaN, 0), (area.X(box.Place - cap), high), (area.X(box.Place + cap), high),
                ])),
                ("fill", "none"), ("stroke", _color), ("stroke-width", 1.5));
            svg.ShapeWithTooltip(
                "rect", box.Describe(), ("x", left), ("y", upper), ("width", right - left), ("height", Math.Max(lower - upper, 0)),
                ("fill", _color), ("fill-opacity", 0.3), ("stroke", _color), ("stroke-width", 1.5));
            svg.Shape("path", ("d", SvgPath.Line([(left, median), (right, median)])), ("fill", "none"), ("stroke", _color), ("stroke-width", 2.5));
            foreach (var outlier in box.Outliers)
            {
                MarkerShape.Draw(svg, "circle", middle, area.Y(outlier), 5, _color, TickLabel.Short(outlier));
            }
        }
    }

    public override void DrawKey(SvgWriter svg, double x, double y) =>
        svg.Shape("rect", ("x", x + 2), ("y", y - 6), ("width", 14), ("height", 12), ("fill", _color), ("fill-opacity", 0.3), ("stroke", _color));

    public override string Describe()
    {
        var who = Name.Length > 0 ? Name + ": " : "";
        return _boxes.Length == 0 ? "" : who + string.Join("; ", _boxes.Select(box => box.Describe())) + ".";
    }
}
