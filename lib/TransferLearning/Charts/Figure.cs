using System.Text;
using TransferLearning.Charts.Drawing;
using TransferLearning.Charts.Interactive;
using TransferLearning.Hub;
using XPlot.Plotly;
using PlotlyLayout = XPlot.Plotly.Layout.Layout;

namespace TransferLearning.Charts;

/// <summary>
/// A chart that shows wherever a notebook is read. It is made of the traces and the layout of an XPlot chart and draws
/// itself as static SVG: legible on light and dark pages, with a description for readers who cannot see it. Where scripts
/// run, plotly.js takes the drawing's place.
/// </summary>
/// <remarks>
/// The drawing knows <see cref="Scatter"/>, <see cref="Bar"/>, <see cref="Histogram"/>, <see cref="XPlot.Plotly.Box"/> and
/// <see cref="Heatmap"/> on linear, logarithmic and category axes. <see cref="ToPlotly"/> gives the same chart to plotly.js.
/// </remarks>
public sealed class Figure : RichOutput
{
    private readonly Trace[] _traces;

    /// <summary>Makes a figure of plotly traces.</summary>
    /// <param name="traces">What to show, at least one trace.</param>
    /// <param name="layout">Title, axes, size; width and height are in pixels, by default 640 × 400.</param>
    /// <exception cref="ArgumentException">There is no trace.</exception>
    public Figure(IEnumerable<Trace> traces, PlotlyLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(traces);
        _traces = [.. traces];
        if (_traces.Length == 0)
        {
            throw new ArgumentException("A figure needs at least one trace.", nameof(traces));
        }

        Layout = layout ?? new PlotlyLayout();
    }

    /// <summary>What the chart shows, in plotly's words.</summary>
    public IReadOnlyList<Trace> Traces => _traces;

    /// <summary>Title, axes and size, in plotly's words.</summary>
    public PlotlyLayout Layout { get; }

    /// <summary>What the chart shows, in words; by default the ranges of its series.</summary>
    public string? Description { get; init; }

    /// <summary>The text above the chart, empty when there is none.</summary>
    public string Title => Layout.ShouldSerializetitle() ? Layout.title ?? "" : "";

    /// <summary>The same chart, for plotly.js.</summary>
    public PlotlyChart ToPlotly() => Chart.Plot(_traces, Layout);

    /// <summary>The chart as an <c>svg</c> element that can stand in a page.</summary>
    /// <exception cref="NotSupportedException">A trace, or one of its settings, has no static drawing.</exception>
    /// <exception cref="ArgumentException">The values of a trace do not fit together.</exception>
    public string ToSvg() => ToSvg(isFile: false);

    /// <summary>Writes the chart as an SVG file.</summary>
    /// <param name="path">The file; it is replaced when the drawing is complete.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var svg = Encoding.UTF8.GetBytes(ToSvg(isFile: true) + "\n");
        AtomicFile.Write(path, stream => stream.Write(svg));
    }

    /// <inheritdoc/>
    public override string ToHtml() => InteractiveChart.Render(ToSvg(), ToPlotly());

    /// <inheritdoc/>
    public override string ToPlainText()
    {
        var description = Describe(new ChartDrawing(_traces, Layout));
        return Title.Length > 0 ? $"{Title}\n{description}" : description;
    }

    private string ToSvg(bool isFile)
    {
        var drawing = new ChartDrawing(_traces, Layout);
        return drawing.ToSvg(Describe(drawing), isFile);
    }

    private string Describe(ChartDrawing drawing) => Description ?? drawing.Describe();
}
