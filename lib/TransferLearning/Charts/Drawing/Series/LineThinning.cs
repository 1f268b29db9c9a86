namespace TransferLearning.Charts.Drawing;

/// <summary>
/// Keeps the drawing of a long curve small: of the points that share a column of pixels, only the first, the lowest, the
/// highest and the last are kept, which looks the same.
/// </summary>
internal static class LineThinning
{
    private const int EnoughPoints = 1500;

    public static IReadOnlyList<(double X, double Y)> Thin(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count <= EnoughPoints)
        {
            return points;
        }

        var kept = new List<(double X, double Y)>();
        for (int start = 0, end; start < points.Count; start = end)
        {
            var column = Math.Floor(points[start].X);
            end = start + 1;
            while (end < points.Count && Math.Floor(points[end].X) == column)
            {
                end++;
            }

            var (lowest, highest) = (start, start);
            for (var index = start; index < end; index++)
            {
                lowest = points[index].Y < points[lowest].Y ? index : lowest;
                highest = points[index].Y > points[highest].Y ? index : highest;
            }

            kept.AddRange(new SortedSet<int> { start, lowest, highest, end - 1 }.Select(index => points[index]));
        }

        return kept;
    }
}
