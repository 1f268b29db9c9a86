using XPlot.Plotly;

namespace TransferLearning.Charts.Drawing;

/// <summary>What the layout says about one axis. XPlot's two axis types have the same attributes but no common base.</summary>
internal sealed record AxisOptions
{
    public string Title { get; init; } = "";

    /// <summary>plotly's axis type: <c>linear</c>, <c>log</c>, <c>category</c>, or <c>-</c> for "by the data".</summary>
    public string Type { get; init; } = "-";

    /// <summary>The two ends, in powers of ten on a logarithmic axis.</summary>
    public double[]? Range { get; init; }

    public double[]? TickValues { get; init; }

    public string[]? TickTexts { get; init; }

    public string? TickFormat { get; init; }

    public bool IsReversed { get; init; }

    public bool ShowsGrid { get; init; } = true;

    public bool ShowsTickLabels { get; init; } = true;

    public static AxisOptions Of(Xaxis axis) => new()
    {
        Title = axis.ShouldSerializetitle() ? axis.title : "",
        Type = axis.ShouldSerializetype() ? axis.type.ToString()! : "-",
        Range = axis.ShouldSerializerange() ? Values.Of(axis.range).Numbers : null,
        TickValues = axis.ShouldSerializetickvals() ? Values.Of(axis.tickvals).Numbers : null,
        TickTexts = axis.ShouldSerializeticktext() ? Values.Of(axis.ticktext).Texts : null,
        TickFormat = axis.ShouldSerializetickformat() ? axis.tickformat : null,
        IsReversed = axis.ShouldSerializeautorange() && axis.autorange is "reversed",
        ShowsGrid = !axis.ShouldSerializeshowgrid() || axis.showgrid,
        ShowsTickLabels = !axis.ShouldSerializeshowticklabels() || axis.showticklabels,
    };

    public static AxisOptions Of(Yaxis axis) => new()
    {
        Title = axis.ShouldSerializetitle() ? axis.title : "",
        Type = axis.ShouldSerializetype() ? axis.type.ToString()! : "-",
        Range = axis.ShouldSerializerange() ? Values.Of(axis.range).Numbers : null,
        TickValues = axis.ShouldSerializetickvals() ? Values.Of(axis.tickvals).Numbers : null,
        TickTexts = axis.ShouldSerializeticktext() ? Values.Of(axis.ticktext).Texts : null,
        TickFormat = axis.ShouldSerializetickformat() ? axis.tickformat : null,
        IsReversed = axis.ShouldSerializeautorange() && axis.autorange is "reversed",
        ShowsGrid = !axis.ShouldSerializeshowgrid() || axis.showgrid,
        ShowsTickLabels = !axis.ShouldSerializeshowticklabels() || axis.showticklabels,
    };
}
