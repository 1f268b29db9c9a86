using System.Globalization;
using TransferLearning.Charts.Drawing;
using XPlot.Plotly;
using PlotlyLayout = XPlot.Plotly.Layout.Layout;

namespace TransferLearning.Charts;

/// <summary>Makes the charts of the course, one method for each kind of chart.</summary>
public static partial class Figures
{
    /// <summary>Draws curves over numbers, each in its own colour and dash, with bands where a series has them.</summary>
    /// <param name="title">The text above the chart.</param>
    /// <param name="xTitle">What runs across.</param>
    /// <param name="yTitle">What runs up.</param>
    /// <param name="series">The curves.</param>
    /// <exception cref="ArgumentException">There is no series, or one has not one y for each x.</exception>
    public static Figure Lines(string title, string xTitle, string yTitle, params IReadOnlyList<LineSeries> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return new Figure(series.SelectMany(LineTraces), LayoutOf(title, xTitle, yTitle));
    }

    /// <summary>
    /// Draws standing bars in groups, one group for each category and one colour for each <see cref="BarGroup"/>, with
    /// error bars from the lowest to the highest measured value.
    /// </summary>
    /// <param name="title">The text above the chart.</param>
    /// <param name="categories">The names below the groups.</param>
    /// <param name="groups">The bars.</param>
    /// <param name="yTitle">What the height of a bar means.</param>
    /// <param name="format">A .NET format string for the values above the bars; empty writes none.</param>
    /// <exception cref="ArgumentException">A group has not one value for each category.</exception>
    public static Figure Bars(
        string title, IReadOnlyList<string> categories, IReadOnlyList<BarGroup> groups, string yTitle = "", string format = "0.###")
    {
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentNullException.ThrowIfNull(groups);
        var traces = groups.Select((group, index) =>
        {
            RequireCount(group.Values.Count, categories.Count, group.Name, "value", "category");
            var bar = new Bar { name = group.Name, x = categories, y = group.Values, marker = new Marker { color = Palette.Color(index) } };
            if (format.Length > 0)
            {
                bar.text = group.Values.Select(value => value.ToString(format, CultureInfo.InvariantCulture)).ToArray();
            }

            if (group is { Lower: { } lower, Upper: { } upper })
            {
                RequireCount(lower.Count, categories.Count, group.Name, "lower value", "category");
                RequireCount(upper.Count, categories.Count, group.Name, "upper value", "category");
                bar.error_y = new Error_y
                {
                    type = "data",
                    symmetric = false,
                    array = group.Values.Zip(upper, (value, high) => high - value).ToArray(),
                    arrayminus = group.Values.Zip(lower, (value, low) => value - low).ToArray(),
                };
            }

            return bar;
        });
        var layout = LayoutOf(title, "", yTitle);
        layout.xaxis.type = "category";
        layout.barmode = "group";
        if (format.EndsWith('%'))
        {
            layout.yaxis.tickformat = ".0%";
        }

        return new Figure(traces, layout);
    }

    /// <summary>Draws how often values fall into bins of equal width.</summary>
    /// <param name="title">The text above the chart.</param>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="xTitle">What the values are.</param>
    /// <param name="bins">About how many bins; 0 chooses by the number of values.</param>
    public static Figure Histogram(string title, IEnumerable<double> values, string xTitle = "", int bins = 0)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegative(bins);
        var trace = new Histogram { x = values.Where(double.IsFinite).ToArray(), marker = new Marker { color = Palette.Color(0) } };
        if (bins > 0)
        {
            trace.nbinsx = bins;
        }

        return new Figure([trace], LayoutOf(title, xTitle, "count"));
    }

    /// <summary>Draws one box (median, quartiles, whiskers, outliers) for each sample.</summary>
    /// <param name="title">The text above the chart.</param>
    /// <param name="samples">The samples by name.</param>
    /// <param name="yTitle">What the values are.</param>
    public static Figure Boxes(string title, IEnumerable<(string Name, IReadOnlyList<double> Values)> samples, string yTitle = "")
    {
        ArgumentNullException.ThrowIfNull(samples);
        var traces = samples.Select((sample, index) => new XPlot.Plotly.Box
        {
            name = sample.Name,
            y = sample.Values,
            showlegend = false,
            marker = new Marker { color = Palette.Color(index) },
        });
        return new Figure(traces, LayoutOf(title, "", yTitle));
    }

    private static IEnumerable<Trace> LineTraces(LineSeries series, int index)
    {
        RequireCount(series.Y.Count, series.X.Count, series.Name, "y", "x");
        var color = Palette.Color(index);
        if (series is { Lower: { } lower, Upper: { } upper })
        {
            RequireCount(lower.Count, series.X.Count, series.Name, "lower value", "x");
            RequireCount(upper.Count, series.X.Count, series.Name, "upper value", "x");
            yield return new Scatter
            {
                x = series.X.Concat(series.X.Reverse()).ToArray(),
                y = upper.Concat(lower.Reverse()).ToArray(),
                mode = "lines",
                fill = "toself",
                fillcolor = Palette.WithOpacity(color, 0.22),
                line = new Line { color = color, width = 0 },
                hoverinfo = "skip",
                showlegend = false,
            };
        }

        yield return new Scatter
        {
            name = series.Name,
            x = series.X,
            y = series.Y,
            mode = series.HasMarkers ? "lines+markers" : "lines",
            line = new Line { color = color, width = 2, dash = Palette.Dash(index) },
            marker = new Marker { color = color, symbol = Palette.Symbol(index), size = 8 },
        };
    }

    private static PlotlyLayout LayoutOf(string title, string xTitle, string yTitle) => new()
    {
        title = title,
        xaxis = new Xaxis { title = xTitle },
        yaxis = new Yaxis { title = yTitle },
    };

    private static void RequireCount(int actual, int expected, string owner, string what, string each)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"'{owner}' has {actual} {what}s for {expected} {each}: give one {what} for each {each}.");
        }
    }
}
