using XPlot.Plotly;
using BoxTrace = XPlot.Plotly.Box;
using PlotlyLayout = XPlot.Plotly.Layout.Layout;

namespace TransferLearning.Charts.Drawing;

/// <summary>Makes the traces of a chart ready for drawing.</summary>
internal static class SeriesReader
{
    public static IReadOnlyList<Series> Read(IReadOnlyList<Trace> traces, PlotlyLayout layout, Categories? xCategories, Categories? yCategories)
    {
        var bars = traces.Select((trace, index) => (trace, index)).Where(pair => pair.trace is Bar).Select(pair => pair.index).ToList();
        var slots = new BarSlots(
            layout.ShouldSerializebarmode() ? layout.barmode : "group", layout.ShouldSerializebargap() ? layout.bargap : 0.2, bars);
        var series = new List<Series>();
        ScatterSeries? previous = null;
        foreach (var (trace, index) in traces.Select((trace, index) => (trace, index)))
        {
            var one = Read(trace, new SeriesContext(index, xCategories, yCategories, slots), previous);
            previous = one as ScatterSeries ?? previous;
            series.Add(one);
        }

        return series;
    }

    /// <summary>The values that stand along the x axis.</summary>
    public static IReadOnlyList<Values> ValuesOnX(IReadOnlyList<Trace> traces) => [.. traces.SelectMany((trace, index) => trace switch
    {
        Scatter scatter when scatter.ShouldSerializex() => [Values.Of(scatter.x)],
        Bar bar when bar.ShouldSerializex() => [Values.Of(bar.x)],
        Heatmap map when map.ShouldSerializex() => [Values.Of(map.x)],
        Histogram histogram when histogram.ShouldSerializex() => [Values.Of(histogram.x)],
        BoxTrace box when box.ShouldSerializex() => [Values.Of(box.x)],
        BoxTrace box => [Values.Of(BoxSeries.NameOf(box, index))],
        _ => (Values[])[],
    })];

    /// <summary>The values that stand along the y axis.</summary>
    public static IReadOnlyList<Values> ValuesOnY(IReadOnlyList<Trace> traces) => [.. traces.SelectMany(trace => trace switch
    {
        Scatter scatter when scatter.ShouldSerializey() => [Values.Of(scatter.y)],
        Bar bar when bar.ShouldSerializey() => [Values.Of(bar.y)],
        Heatmap map when map.ShouldSerializey() => [Values.Of(map.y)],
        Histogram histogram when histogram.ShouldSerializey() => [Values.Of(histogram.y)],
        _ => (Values[])[],
    })];

    private static Series Read(Trace trace, SeriesContext context, ScatterSeries? previous)
    {
        var name = trace.ShouldSerializename() ? trace.name ?? "" : "";
        return trace switch
        {
            Scatter scatter => new ScatterSeries(scatter, context, previous) { Name = name, IsInLegend = !scatter.ShouldSerializeshowlegend() || scatter.showlegend },
            Bar bar => new BarSeries(bar, context) { Name = name, IsInLegend = !bar.ShouldSerializeshowlegend() || bar.showlegend },
            Histogram histogram => new BarSeries(Bins.Of(histogram), histogram, context)
            {
                Name = name,
                IsInLegend = !histogram.ShouldSerializeshowlegend() || histogram.showlegend,
            },
            BoxTrace box => new BoxSeries(box, context) { Name = name, IsInLegend = !box.ShouldSerializeshowlegend() || box.showlegend },
            Heatmap map => new HeatmapSeries(map, context) { Name = name, IsInLegend = false },
            _ => throw new NotSupportedException(
                $"A trace of type {trace.GetType().Name} has no static drawing. Use Scatter, Bar, Histogram, Box or Heatmap, or show ToPlotly() in a host that runs scripts."),
        };
    }
}
