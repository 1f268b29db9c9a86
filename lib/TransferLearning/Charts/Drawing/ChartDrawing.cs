using XPlot.Plotly;
using PlotlyLayout = XPlot.Plotly.Layout.Layout;

namespace TransferLearning.Charts.Drawing;

/// <summary>
/// Draws a chart as SVG from the same traces and layout that plotly.js would get. All ink that is not a series' own is
/// <c>currentColor</c> on no background, so the chart takes on the page's text colour, light or dark.
/// </summary>
internal sealed class ChartDrawing
{
    private const double DefaultWidth = 640;
    private const double DefaultHeight = 400;
    private const double Edge = 10;

    private readonly string _title;
    private readonly double _width;
    private readonly double _height;
    private readonly IReadOnlyList<Series> _series;
    private readonly Axis _xAxis;
    private readonly Axis _yAxis;
    private readonly LegendLayout _legend;
    private readonly ColorBar? _colorBar;

    /// <exception cref="NotSupportedException">A trace, or one of its settings, has no static drawing.</exception>
    /// <exception cref="ArgumentException">The values of a trace do not fit together.</exception>
    public ChartDrawing(IReadOnlyList<Trace> traces, PlotlyLayout layout)
    {
        _title = layout.ShouldSerializetitle() ? layout.title ?? "" : "";
        _width = layout.ShouldSerializewidth() ? layout.width : DefaultWidth;
        _height = layout.ShouldSerializeheight() ? layout.height : DefaultHeight;

        var xOptions = layout.ShouldSerializexaxis() ? AxisOptions.Of(layout.xaxis) : new AxisOptions();
        var yOptions = layout.ShouldSerializeyaxis() ? AxisOptions.Of(layout.yaxis) : new AxisOptions();
        var xCategories = Categories.Of(SeriesReader.ValuesOnX(traces), xOptions);
        var yCategories = Categories.Of(SeriesReader.ValuesOnY(traces), yOptions);
        _series = SeriesReader.Read(traces, layout, xCategories, yCategories);

        var (x, y) = (new Extent(), new Extent());
        foreach (var one in _series)
        {
            one.Extend(x, y);
        }

        _xAxis = new Axis(xOptions, x, xCategories);
        _yAxis = new Axis(yOptions, y, yCategories);
        _colorBar = _series.OfType<HeatmapSeries>().FirstOrDefault(series => series.ShowsScale) is { } map ? new ColorBar(map) : null;

        var named = _series.Where(series => series.IsInLegend && series.Name.Length > 0).ToList();
        var showsLegend = layout.ShouldSerializeshowlegend() ? layout.showlegend : named.Count > 1;
        _legend = new LegendLayout(showsLegend ? named : [], _width - (2 * Edge));
    }

    /// <summary>What the chart shows, in words.</summary>
    public string Describe()
    {
        var axes = (_xAxis.Title, _yAxis.Title) switch
        {
            ("", "") => "",
            (var x, "") => $"Across: {x}. ",
            ("", var y) => $"Up: {y}. ",
            var (x, y) => $"{y} over {x}. ",
        };
        return axes + string.Join(" ", _series.Select(series => series.Describe()).Where(sentence => sentence.Length > 0));
    }

    /// <summary>The chart as an <c>svg</c> element.</summary>
    /// <param name="description">What the chart shows, for readers who cannot see it.</param>
    /// <param name="isFile">Whether the element stands alone in a file, where no page gives it a text colour.</param>
    public string ToSvg(string description, bool isFile)
    {
        var content = new SvgWriter();
        if (isFile)
        {
            content.Text("style", "svg { color: #222 } @media (prefers-color-scheme: dark) { svg { color: #ddd } }");
        }

        DrawContent(content);

        return SvgDocument.Of(content, _title.Length > 0 ? _title : "Chart", description, _width, _height);
    }

    private void DrawContent(SvgWriter svg)
    {
        var titleHeight = _title.Length > 0 ? Typography.Title + 12 : 0;
        var top = Edge + titleHeight + _legend.Height;
        var right = _width - Edge - (_colorBar?.Width ?? 8);
        var left = Edge + AxisTicks.RoomLeft(_yAxis);
        left = Math.Max(left, Edge + AxisTicks.OverhangLeft(_xAxis, right - left));
        var bottom = _height - Edge - AxisTicks.RoomBelow(_xAxis, right - left) + 4;
        var area = new PlotArea(left, top + 4, Math.Max(right - left, 20), Math.Max(bottom - top - 4, 20), _xAxis, _yAxis);

        if (_title.Length > 0)
        {
            svg.Text(
                "text", TextMeasure.Fit(_title, Typography.Title, _width - (2 * Edge)), ("x", Edge), ("y", Edge + Typography.Title), ("font-size", Typography.Title),
                ("font-weight", 600), ("fill", "currentColor"));
        }

        _legend.Draw(svg, Edge, Edge + titleHeight);
        AxisTicks.DrawX(svg, area);
        AxisTicks.DrawY(svg, area);
        foreach (var series in _series)
        {
            series.Draw(svg, area);
        }

        if (!_series.Any(series => series is HeatmapSeries))
        {
            AxisTicks.DrawFrame(svg, area);
        }

        _colorBar?.Draw(svg, area);
        var scatters = _series.OfType<ScatterSeries>().ToList();
        if (scatters.Any(series => series.HasLabels))
        {
            LabelPlacement.Draw(svg, [.. scatters.SelectMany(series => series.Labels(area))], area);
        }
    }
}
