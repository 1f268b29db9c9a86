using XPlot.Plotly;

namespace TransferLearning.Charts.Drawing;

/// <summary>Points, lines and bands: plotly's <c>scatter</c>.</summary>
internal sealed class ScatterSeries : Series
{
    private const int MostTooltips = 200;
    private const int FewPoints = 20;

    private readonly string[] _xTexts;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly string[] _texts;
    private readonly string _mode;
    private readonly string _fill;
    private readonly string _fillColor;
    private readonly double _opacity;
    private readonly LineLook _line;
    private readonly MarkerLook _marker;
    private readonly ErrorBars _errors;
    private readonly ScatterSeries? _previous;

    /// <param name="trace">What to draw.</param>
    /// <param name="context">The chart around it.</param>
    /// <param name="previous">The scatter trace before, down to which <c>tonexty</c> fills.</param>
    public ScatterSeries(Scatter trace, SeriesContext context, ScatterSeries? previous)
    {
        var xs = Values.Of(trace.ShouldSerializex() ? trace.x : null);
        var ys = Values.Of(trace.ShouldSerializey() ? trace.y : null);
        _x = context.PlacesOnX(xs, ys.Count);
        _y = context.PlacesOnY(ys, xs.Count);
        if (_x.Length != _y.Length)
        {
            throw new ArgumentException($"A scatter trace has {_x.Length} values of x but {_y.Length} of y: give one y for each x.");
        }

        var color = Palette.Color(context.Index);
        _xTexts = context.XCategories is null ? [.. _x.Select(TickLabel.Short)] : xs.Texts;
        _texts = Values.Of(trace.ShouldSerializetext() ? trace.text : null).Texts;
        _mode = trace.ShouldSerializemode() ? trace.mode : _x.Length < FewPoints ? "lines+markers" : "lines";
        _fill = trace.ShouldSerializefill() ? trace.fill.ToString()! : "none";
        _opacity = trace.ShouldSerializeopacity() ? trace.opacity : 1;
        _line = LineLook.Of(trace.ShouldSerializeline() ? trace.line : null, color);
        _marker = MarkerLook.Of(trace.ShouldSerializemarker() ? trace.marker : null, _line.Color);
        _fillColor = trace.ShouldSerializefillcolor() ? trace.fillcolor : Rgb.TryParse(_line.Color, out _) ? Palette.WithOpacity(_line.Color, 0.25) : _line.Color;
        _errors = trace.ShouldSerializeerror_y() ? ErrorBars.Of(trace.error_y) : ErrorBars.None;
        _previous = previous;
    }

    /// <summary>The texts beside the points; points without one are listed too, so that no text covers them.</summary>
    public IEnumerable<PointLabel> Labels(PlotArea area)
    {
        var areWritten = _mode.Contains("text", StringComparison.Ordinal);
        return _x.Select((x, index) => new PointLabel(
            areWritten && index < _texts.Length ? _texts[index] : "", area.X(x), area.Y(_y[index]), HasMarkers ? _marker.SizeAt(index) / 2 : 1));
    }

    public bool HasLabels => _mode.Contains("text", StringComparison.Ordinal) && _texts.Length > 0;

    private bool HasMarkers => _mode.Contains("markers", StringComparison.Ordinal);

    private bool HasLines => _mode.Contains("lines", StringComparison.Ordinal);

    public override void Extend(Extent x, Extent y)
    {
        x.Include(_x);
        foreach (var (value, index) in _y.Select((value, index) => (value, index)))
        {
            var (low, high) = _errors.At(index, value);
            y.Include(low);
            y.Include(high);
        }

        if (_fill == "tozeroy")
        {
            y.Include(0);
        }
    }

    public override void Draw(SvgWriter svg, PlotArea area)
    {
        svg.Open("g", ("opacity", _opacity));
        var points = _x.Zip(_y, area.Point).ToList();
        DrawFill(svg, area, points);
        if (HasLines)
        {
            _line.Draw(svg, SvgPath.Line(LineThinning.Thin(points)));
        }

        for (var index = 0; index < points.Count; index++)
        {
            var (x, y) = points[index];
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                continue;
            }

            var (low, high) = _errors.At(index, _y[index]);
            ErrorBars.Draw(svg, isHorizontal: false, x, area.Y(low), area.Y(high));
            if (HasMarkers)
            {
                MarkerShape.Draw(svg, _marker.Symbol, x, y, _marker.SizeAt(index), _marker.ColorAt(index), points.Count <= MostTooltips ? Tooltip(index) : null);
            }
        }

        svg.Close();
    }

    public override void DrawKey(SvgWriter svg, double x, double y)
    {
        if (HasLines)
        {
            _line.Draw(svg, SvgPath.Line([(x, y), (x + 18, y)]));
        }

        if (HasMarkers || !HasLines)
        {
            MarkerShape.Draw(svg, _marker.Symbol, x + 9, y, Math.Min(_marker.SizeAt(0), 9), _marker.ColorAt(0));
        }
    }

    public override string Describe()
    {
        var finite = _y.Where(double.IsFinite).ToList();
        if (!IsInLegend)
        {
            return "";
        }

        var who = Name.Length > 0 ? Name + ": " : "";
        return who + finite.Count switch
        {
            0 => "no value.",
            1 => $"{TickLabel.Short(finite[0])}.",
            var count when HasLines =>
                $"{count} points from {TickLabel.Short(finite[0])} to {TickLabel.Short(finite[^1])}, lowest {TickLabel.Short(finite.Min())}, highest {TickLabel.Short(finite.Max())}.",
            var count => $"{count} points.",
        };
    }

    private void DrawFill(SvgWriter svg, PlotArea area, List<(double X, double Y)> points)
    {
        IEnumerable<(double X, double Y)> outline = _fill switch
        {
            "none" => [],
            "toself" => points,
            "tozeroy" => [.. points, .. points.AsEnumerable().Reverse().Select(point => (point.X, area.Y(area.YAxis.Base)))],
            "tonexty" when _previous is not null => [.. points, .. _previous._x.Zip(_previous._y, area.Point).Reverse()],
            "tonexty" => [.. points, .. points.AsEnumerable().Reverse().Select(point => (point.X, area.Y(area.YAxis.Base)))],
            _ => throw new NotSupportedException($"The fill '{_fill}' is not known to the static drawing. Use none, tozeroy, tonexty or toself."),
        };
        var path = SvgPath.Polygon(outline);
        if (path.Length > 0)
        {
            svg.Shape("path", ("d", path), ("fill", _fillColor), ("stroke", "none"));
        }
    }

    private string Tooltip(int index)
    {
        var text = index < _texts.Length && _texts[index].Length > 0 ? _texts[index] + " " : "";
        var name = Name.Length > 0 ? Name + ": " : "";
        return $"{name}{text}({_xTexts[index]}, {TickLabel.Short(_y[index])})";
    }
}
