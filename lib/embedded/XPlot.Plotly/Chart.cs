using PlotlyLayout = XPlot.Plotly.Layout.Layout;

namespace XPlot.Plotly;

/// <summary>Makes charts, in one call, from values, from (x, y) pairs or from several series of pairs.</summary>
public sealed class Chart
{
    private Chart()
    {
    }

    public static PlotlyChart Plot(Trace data) => PlotlyChart.Of([data]);

    public static PlotlyChart Plot(Trace data, PlotlyLayout layout) => PlotlyChart.Of([data], layout);

    public static PlotlyChart Plot<b>(IEnumerable<b> data)
        where b : Trace => PlotlyChart.Of(data);

    public static PlotlyChart Plot<a>(IEnumerable<a> data, PlotlyLayout layout)
        where a : Trace => PlotlyChart.Of(data, layout);

    /// <summary>Values over their positions, the area below filled.</summary>
    public static PlotlyChart Area<a>(IEnumerable<a> data)
        where a : IConvertible => Plot(new Scatter { x = Positions(data), y = data, fill = "tozeroy" });

    /// <inheritdoc cref="Area{a}(IEnumerable{a})"/>
    public static PlotlyChart Area<a, b>(IEnumerable<Tuple<a, b>> data)
        where a : IConvertible
        where b : IConvertible => Plot(new Scatter { x = First(data), y = Second(data), fill = "tozeroy" });

    /// <inheritdoc cref="Area{a}(IEnumerable{a})"/>
    public static PlotlyChart Area<a, b, c>(IEnumerable<a> data)
        where a : IEnumerable<Tuple<b, c>>
        where b : IConvertible
        where c : IConvertible => Plot(data.Select((series, index) =>
            new Scatter { x = First(series), y = Second(series), fill = index == 0 ? "tozeroy" : "tonexty" }));

    /// <summary>Horizontal bars.</summary>
    public static PlotlyChart Bar<a>(IEnumerable<a> data)
        where a : IConvertible => Plot(new Bar { x = data, orientation = "h" });

    /// <inheritdoc cref="Bar{a}(IEnumerable{a})"/>
    public static PlotlyChart Bar<a, b>(IEnumerable<Tuple<a, b>> data)
        where a : IConvertible
        where b : IConvertible => Plot(new Bar { x = Second(data), y = First(data), orientation = "h" });

    /// <inheritdoc cref="Bar{a}(IEnumerable{a})"/>
    public static PlotlyChart Bar<a, b, c>(IEnumerable<a> data)
        where a : IEnumerable<Tuple<b, c>>
        where b : IConvertible
        where c : IConvertible => Plot(data.Select(series => new Bar { x = Second(series), y = First(series), orientation = "h" }));

    /// <summary>Vertical bars.</summary>
    public static PlotlyChart Column<a>(IEnumerable<a> data)
        where a : IConvertible => Plot(new Bar { y = data });

    /// <inheritdoc cref="Column{a}(IEnumerable{a})"/>
    public static PlotlyChart Column<a, b>(IEnumerable<Tuple<a, b>> data)
        where a : IConvertible
        where b : IConvertible => Plot(new Bar { x = First(data), y = Second(data) });

    /// <inheritdoc cref="Column{a}(IEnumerable{a})"/>
    public static PlotlyChart Column<a, b, c>(IEnumerable<a> data)
        where a : IEnumerable<Tuple<b, c>>
        where b : IConvertible
        where c : IConvertible => Plot(data.Select(series => new Bar { x = First(series), y = Second(series) }));

    /// <summary>Points joined by lines.</summary>
    public static PlotlyChart Line<a>(IEnumerable<a> data)
        where a : IConvertible => Plot(new Scatter { y = data });

    /// <inheritdoc cref="Line{a}(IEnumerable{a})"/>
    public static PlotlyChart Line<a, b>(IEnumerable<Tuple<a, b>> data)
        where a : IConvertible
        where b : IConvertible => Plot(new Scatter { x = First(data), y = Second(data) });

    /// <inheritdoc cref="Line{a}(IEnumerable{a})"/>
    public static PlotlyChart Line<a, b, c>(IEnumerable<a> data)
        where a : IEnumerable<Tuple<b, c>>
        where b : IConvertible
        where c : IConvertible => Plot(data.Select(series => new Scatter { x = First(series), y = Second(series) }));

    /// <summary>Single points.</summary>
    public static PlotlyChart Scatter<a>(IEnumerable<a> data)
        where a : IConvertible => Plot(new Scatter { y = data, mode = "markers" });

    /// <inheritdoc cref="Scatter{a}(IEnumerable{a})"/>
    public static PlotlyChart Scatter<a, b>(IEnumerable<Tuple<a, b>> data)
        where a : IConvertible
        where b : IConvertible => Plot(new Scatter { x = First(data), y = Second(data), mode = "markers" });

    /// <inheritdoc cref="Scatter{a}(IEnumerable{a})"/>
    public static PlotlyChart Scatter<a, b, c>(IEnumerable<a> data)
        where a : IEnumerable<Tuple<b, c>>
        where b : IConvertible
        where c : IConvertible => Plot(data.Select(series => new Scatter { x = First(series), y = Second(series), mode = "markers" }));

    public static PlotlyChart WithHeight(int height, PlotlyChart chart)
    {
        chart.WithHeight(height);
        return chart;
    }

    public static PlotlyChart WithId(string id, PlotlyChart chart)
    {
        chart.WithId(id);
        return chart;
    }

    public static PlotlyChart WithLabel(string label, PlotlyChart chart)
    {
        chart.WithLabel(label);
        return chart;
    }

    public static PlotlyChart WithLabels(IEnumerable<string> labels, PlotlyChart chart)
    {
        chart.WithLabels(labels);
        return chart;
    }

    public static PlotlyChart WithLayout(PlotlyLayout layout, PlotlyChart chart)
    {
        chart.WithLayout(layout);
        return chart;
    }

    public static PlotlyChart WithLegend(bool enabled, PlotlyChart chart)
    {
        chart.WithLegend(enabled);
        return chart;
    }

    public static PlotlyChart WithOptions(PlotlyLayout options, PlotlyChart chart)
    {
        chart.WithOptions(options);
        return chart;
    }

    public static PlotlyChart WithPlotlySrc(string src, PlotlyChart chart)
    {
        chart.WithPlotlySrc(src);
        return chart;
    }

    public static PlotlyChart WithSize(Tuple<int, int> size, PlotlyChart chart)
    {
        chart.WithSize(size.Item1, size.Item2);
        return chart;
    }

    public static PlotlyChart WithTitle(string title, PlotlyChart chart)
    {
        chart.WithTitle(title);
        return chart;
    }

    public static PlotlyChart WithWidth(int width, PlotlyChart chart)
    {
        chart.WithWidth(width);
        return chart;
    }

    public static PlotlyChart WithXTitle(string xTitle, PlotlyChart chart)
    {
        chart.WithXTitle(xTitle);
        return chart;
    }

    public static PlotlyChart WithYTitle(string yTitle, PlotlyChart chart)
    {
        chart.WithYTitle(yTitle);
        return chart;
    }

    public static void Show(PlotlyChart chart) => chart.Show();

    /// <summary>Opens all charts as one page in the default browser.</summary>
    public static void ShowAll(IEnumerable<PlotlyChart> charts)
    {
        var all = charts.ToList();
        var page = Html.Fill(
            Html.pageTemplate,
            ("PLOTLYSRC", all.Count > 0 ? all[0].PlotlySrc : Html.DefaultPlotlySrc),
            ("CHART", string.Concat(all.Select(chart => chart.GetInlineHtml()))));
        Html.showInBrowser(page, Guid.NewGuid().ToString());
    }

    private static int[] Positions<T>(IEnumerable<T> values) => [.. values.Select((_, index) => index)];

    private static T1[] First<T1, T2>(IEnumerable<Tuple<T1, T2>> pairs) => [.. pairs.Select(pair => pair.Item1)];

    private static T2[] Second<T1, T2>(IEnumerable<Tuple<T1, T2>> pairs) => [.. pairs.Select(pair => pair.Item2)];
}
