using XPlot.Plotly;

namespace TransferLearning.Charts.Drawing;

/// <summary>A matrix of coloured cells: plotly's <c>heatmap</c>.</summary>
internal sealed class HeatmapSeries : Series
{
    private const double MostFontSize = 13;
    private const double LeastFontSize = 7;
    private const int MostTooltips = 1600;
    private static readonly Rgb s_dark = new(0x11, 0x11, 0x11);
    private static readonly Rgb s_light = new(0xFF, 0xFF, 0xFF);

    private readonly double[][] _cells;
    private readonly IReadOnlyList<Values> _texts;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly string[] _xNames;
    private readonly string[] _yNames;
    private readonly ColorScale _colors;
    private readonly bool _isReversed;

    public HeatmapSeries(Heatmap trace, SeriesContext context)
    {
        _cells = [.. Values.Rows(trace.ShouldSerializez() ? trace.z : null).Select(row => row.Numbers)];
        var columns = _cells.Select(row => row.Length).DefaultIfEmpty().Max();
        var (xs, ys) = (Values.Of(trace.ShouldSerializex() ? trace.x : null), Values.Of(trace.ShouldSerializey() ? trace.y : null));
        _x = context.PlacesOnX(xs, columns);
        _y = context.PlacesOnY(ys, _cells.Length);
        if (_x.Length != columns || _y.Length != _cells.Length)
        {
            throw new ArgumentException($"The heat map's matrix is {_cells.Length}×{columns}, but there are {_y.Length} names for rows and {_x.Length} for columns.");
        }

        _xNames = xs.Count == 0 ? [.. _x.Select(TickLabel.Short)] : xs.Texts;
        _yNames = ys.Count == 0 ? [.. _y.Select(TickLabel.Short)] : ys.Texts;
        _texts = Values.Rows(trace.ShouldSerializetext() ? trace.text : null);
        _colors = ColorScale.Named(trace.ShouldSerializecolorscale() && trace.colorscale is string name ? name : "Viridis");
        _isReversed = trace.ShouldSerializereversescale() && trace.reversescale;
        ShowsScale = !trace.ShouldSerializeshowscale() || trace.showscale;
        ScaleTitle = trace.ShouldSerializecolorbar() && trace.colorbar.ShouldSerializetitle() ? trace.colorbar.title : "";
        var finite = _cells.SelectMany(row => row).Where(double.IsFinite).ToList();
        Min = trace.ShouldSerializezmin() ? trace.zmin : finite.DefaultIfEmpty(0).Min();
        Max = trace.ShouldSerializezmax() ? trace.zmax : finite.DefaultIfEmpty(1).Max();
    }

    public bool ShowsScale { get; }

    public string ScaleTitle { get; }

    public double Min { get; }

    public double Max { get; }

    public Rgb ColorOf(double value)
    {
        var fraction = Max > Min ? (value - Min) / (Max - Min) : 0.5;
        return _colors.At(_isReversed ? 1 - fraction : fraction);
    }

    public override void Extend(Extent x, Extent y)
    {
        x.IsTight = y.IsTight = true;
        x.Include(_x.SelectMany(value => (double[])[value - 0.5, value + 0.5]));
        y.Include(_y.SelectMany(value => (double[])[value - 0.5, value + 0.5]));
    }

    public override void Draw(SvgWriter svg, PlotArea area)
    {
        var fontSize = FontSize(area);
        var hasTooltips = _cells.Length * _x.Length <= MostTooltips;
        for (var row = 0; row < _cells.Length; row++)
        {
            for (var column = 0; column < _cells[row].Length; column++)
            {
                if (double.IsFinite(_cells[row][column]))
                {
                    DrawCell(svg, area, row, column, fontSize, hasTooltips);
                }
            }
        }
    }

    public override void DrawKey(SvgWriter svg, double x, double y) =>
        svg.Shape("rect", ("x", x + 2), ("y", y - 6), ("width", 14), ("height", 12), ("fill", ColorOf(Max).ToString()));

    public override string Describe()
    {
        const int mostCells = 36;
        if (_cells.Length * _x.Length > mostCells)
        {
            return $"{_cells.Length} rows and {_x.Length} columns of values from {TickLabel.Short(Min)} to {TickLabel.Short(Max)}.";
        }

        var rows = _cells.Select((row, index) => $"{_yNames[index]}: " + string.Join(", ", row.Select((value, column) => $"{_xNames[column]} {TickLabel.Short(value)}")));
        return string.Join("; ", rows) + ".";
    }

    private void DrawCell(SvgWriter svg, PlotArea area, int row, int column, double fontSize, bool hasTooltip)
    {
        var (left, right) = (area.X(_x[column] - 0.5), area.X(_x[column] + 0.5));
        var (top, bottom) = (area.Y(_y[row] - 0.5), area.Y(_y[row] + 0.5));
        var color = ColorOf(_cells[row][column]);

        // Neighbours overlap by half a pixel, so that no seam shines through.
        ReadOnlySpan<(string, object)> shape =
        [
            ("x", Math.Min(left, right)), ("y", Math.Min(top, bottom)),
            ("width", Math.Abs(right - left) + 0.5), ("height", Math.Abs(bottom - top) + 0.5), ("fill", color.ToString()),
        ];
        if (hasTooltip)
        {
            svg.ShapeWithTooltip("rect", $"{_yNames[row]}, {_xNames[column]}: {TickLabel.Short(_cells[row][column])}", shape);
        }
        else
        {
            svg.Shape("rect", shape);
        }

        var text = TextOf(row, column);
        if (text.Length > 0 && fontSize >= LeastFontSize)
        {
            var ink = Rgb.Contrast(color, s_dark) >= Rgb.Contrast(color, s_light) ? s_dark : s_light;
            svg.Text(
                "text", text, ("x", (left + right) / 2), ("y", ((top + bottom) / 2) + (fontSize * 0.35)), ("font-size", fontSize),
                ("text-anchor", "middle"), ("fill", ink.ToString()), ("pointer-events", "none"));
        }
    }

    /// <summary>The largest size at which every text fits into its cell.</summary>
    private double FontSize(PlotArea area)
    {
        var (width, height) = (Math.Abs(area.X(1) - area.X(0)), Math.Abs(area.Y(1) - area.Y(0)));
        var widest = _cells.SelectMany((row, index) => row.Select((_, column) => TextMeasure.Width(TextOf(index, column), 1))).DefaultIfEmpty().Max();
        return widest == 0 ? 0 : Math.Min(MostFontSize, Math.Min(width * 0.9 / widest, height * 0.7));
    }

    private string TextOf(int row, int column) => row < _texts.Count && column < _texts[row].Count ? _texts[row].Texts[column] : "";
}
