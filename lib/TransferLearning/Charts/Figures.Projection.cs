using TransferLearning.Charts.Drawing;
using XPlot.Plotly;

namespace TransferLearning.Charts;

/// <content>Charts of points in a plane.</content>
public static partial class Figures
{
    /// <summary>
    /// Draws points of a plane, such as sentence vectors projected to two dimensions: one colour and one shape for each group.
    /// </summary>
    /// <param name="points">The points.</param>
    /// <param name="groups">The group of each point; all are of one group when absent.</param>
    /// <param name="labels">The text beside each point; none when absent.</param>
    /// <param name="title">The text above the chart.</param>
    /// <param name="xTitle">What runs across.</param>
    /// <param name="yTitle">What runs up.</param>
    /// <exception cref="ArgumentException">There is no point, or not one group or label for each point.</exception>
    public static Figure Projection(
        IReadOnlyList<(double X, double Y)> points,
        IReadOnlyList<string>? groups = null,
        IReadOnlyList<string>? labels = null,
        string title = "Projection",
        string xTitle = "",
        string yTitle = "")
    {
        ArgumentNullException.ThrowIfNull(points);
        RequireCount((groups ?? labels)?.Count ?? points.Count, points.Count, nameof(points), groups is null ? "label" : "group", "point");
        RequireCount(labels?.Count ?? points.Count, points.Count, nameof(points), "label", "point");
        if (points.Count == 0)
        {
            throw new ArgumentException("There is no point to draw.", nameof(points));
        }

        var size = points.Count > 300 ? 5 : 8;
        var traces = points.Select((point, index) => (point, index))
            .GroupBy(pair => groups is null ? "" : groups[pair.index])
            .Select((group, place) => new Scatter
            {
                name = group.Key,
                x = group.Select(pair => pair.point.X).ToArray(),
                y = group.Select(pair => pair.point.Y).ToArray(),
                text = labels is null ? Array.Empty<string>() : group.Select(pair => labels[pair.index]).ToArray(),
                mode = labels is null ? "markers" : "markers+text",
                textposition = "top center",
                opacity = 0.85,
                marker = new Marker { color = Palette.Color(place), symbol = Palette.Symbol(place), size = size },
            });
        var layout = LayoutOf(title, xTitle, yTitle);
        layout.height = 480;
        return new Figure(traces, layout);
    }
}
