using PlotlyLayout = XPlot.Plotly.Layout.Layout;

namespace XPlot.Plotly;

/// <summary>Traces and a layout, and the HTML in which plotly.js draws them.</summary>
public sealed class PlotlyChart
{
    private IReadOnlyList<Trace> _traces = [];
    private PlotlyLayout? _layout;
    private IReadOnlyList<string>? _labels;

    /// <summary>Height of the chart's element, in pixels.</summary>
    public int Height { get; set; } = 500;

    /// <summary>Width of the chart's element, in pixels.</summary>
    public int Width { get; set; } = 900;

    /// <summary>The id of the chart's element in the page.</summary>
    public string Id { get; set; } = Guid.NewGuid().ToString();

    /// <summary>Where a page loads plotly.js from.</summary>
    public string PlotlySrc { get; set; } = Html.DefaultPlotlySrc;

    /// <summary>A whole page with the chart.</summary>
    public string GetHtml() => Html.Fill(Html.pageTemplate, ("PLOTLYSRC", PlotlySrc), ("CHART", GetInlineHtml()));

    /// <summary>The chart's element and script, for a page that has loaded plotly.js.</summary>
    public string GetInlineHtml() => Html.Fill(
        Html.inlineTemplate, ("ID", Id), ("WIDTH", Width.ToString()), ("HEIGHT", Height.ToString()), ("PLOTTING", GetPlottingJS()));

    /// <summary>The chart's script element.</summary>
    public string GetInlineJS() => Html.Fill(Html.jsTemplate, ("PLOTTING", GetPlottingJS()));

    /// <summary>The statement that makes plotly.js draw the chart.</summary>
    public string GetPlottingJS() => Html.Fill(
        Html.jsFunctionTemplate, ("ID", Id), ("DATA", PlotlyJson.Write(LabelledTraces())), ("LAYOUT", PlotlyJson.Write(_layout as object ?? "")));

    public void Show() => Html.showInBrowser(GetHtml(), Id);

    public void WithHeight(int height) => Height = height;

    public void WithId(string newId) => Id = newId;

    /// <summary>Names the only trace.</summary>
    public void WithLabel(string label) => _labels = [label];

    /// <summary>Names the traces, one name each.</summary>
    public void WithLabels(IEnumerable<string> labels) => _labels = [.. labels];

    public void WithLayout(PlotlyLayout layoutObj) => _layout = layoutObj;

    public void WithLegend(bool enabled) => EnsureLayout().showlegend = enabled;

    public void WithOptions(PlotlyLayout options) => WithLayout(options);

    public void WithPlotlySrc(string src) => PlotlySrc = src;

    public void WithSize(int width, int height) => (Width, Height) = (width, height);

    public void WithTitle(string title) => EnsureLayout().title = title;

    public void WithWidth(int width) => Width = width;

    public void WithXTitle(string xTitle)
    {
        var layout = EnsureLayout();
        if (!layout.ShouldSerializexaxis())
        {
            layout.xaxis = new Xaxis();
        }

        layout.xaxis.title = xTitle;
    }

    public void WithYTitle(string yTitle)
    {
        var layout = EnsureLayout();
        if (!layout.ShouldSerializeyaxis())
        {
            layout.yaxis = new Yaxis();
        }

        layout.yaxis.title = yTitle;
    }

    internal static PlotlyChart Of(IEnumerable<Trace> traces, PlotlyLayout? layout = null) =>
        new() { _traces = [.. traces], _layout = layout };

    private PlotlyLayout EnsureLayout() => _layout ??= new PlotlyLayout();

    private IReadOnlyList<Trace> LabelledTraces()
    {
        if (_labels is null)
        {
            return _traces;
        }

        if (_labels.Count < _traces.Count)
        {
            throw new ArgumentException($"The chart has {_traces.Count} traces but {_labels.Count} labels: give one label for each trace.");
        }

        foreach (var (trace, label) in _traces.Zip(_labels))
        {
            trace.name = label;
        }

        return _traces;
    }
}
