using System.Text;

namespace TransferLearning.Charts.Drawing;

/// <summary>Builds the data of an SVG path from points in pixels.</summary>
internal static class SvgPath
{
    /// <summary>Joins the points by straight lines; a point with a NaN leaves a gap.</summary>
    public static string Line(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        var isDown = false;
        foreach (var (x, y) in points)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                isDown = false;
                continue;
            }

            path.Append(isDown ? 'L' : 'M').Append(SvgWriter.Number(x)).Append(' ').Append(SvgWriter.Number(y));
            isDown = true;
        }

        return path.ToString();
    }

    /// <summary>A closed outline through the points that are finite.</summary>
    public static string Polygon(IEnumerable<(double X, double Y)> points) =>
        Line(points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y))) is { Length: > 0 } line ? line + "Z" : "";
}
