namespace TransferLearning.Charts.Drawing;

/// <summary>Writes the texts of points beside them, where they cover no other text, no point and no edge, if there is such a place.</summary>
internal static class LabelPlacement
{
    private const double FontSize = 11;
    private const double LineHeight = 13;

    public static void Draw(SvgWriter svg, IReadOnlyList<PointLabel> labels, PlotArea area)
    {
        var taken = labels.Select(label => Box.Around(label.X, label.Y, label.Clearance * 2, label.Clearance * 2)).ToList();
        foreach (var label in labels.Where(label => label.Text.Length > 0))
        {
            var width = TextMeasure.Width(label.Text, FontSize);
            var best = Candidates(label, width).MinBy(place => Cost(place, taken, area));
            taken.Add(best);
            svg.Text(
                "text", label.Text, ("x", best.Left), ("y", best.Top + (LineHeight * 0.78)), ("font-size", FontSize), ("fill", "currentColor"));
        }
    }

    /// <summary>Right, left, above, below, then the four corners.</summary>
    private static IEnumerable<Box> Candidates(PointLabel label, double width)
    {
        var reach = label.Clearance + 2;
        (double X, double Y)[] centers =
        [
            (reach + (width / 2), 0), (-reach - (width / 2), 0), (0, -reach - (LineHeight / 2)), (0, reach + (LineHeight / 2)),
            (reach + (width / 2), -LineHeight * 0.8), (reach + (width / 2), LineHeight * 0.8),
            (-reach - (width / 2), -LineHeight * 0.8), (-reach - (width / 2), LineHeight * 0.8),
        ];
        return centers.Select(center => Box.Around(label.X + center.X, label.Y + center.Y, width, LineHeight));
    }

    private static double Cost(Box place, List<Box> taken, PlotArea area)
    {
        var whole = place.Width * place.Height;
        var outside = whole - place.Overlap(new Box(area.Left, area.Top, area.Width, area.Height));
        return taken.Sum(place.Overlap) + (10 * outside);
    }

    private readonly record struct Box(double Left, double Top, double Width, double Height)
    {
        public static Box Around(double x, double y, double width, double height) => new(x - (width / 2), y - (height / 2), width, height);

        public double Overlap(Box other)
        {
            var width = Math.Min(Left + Width, other.Left + other.Width) - Math.Max(Left, other.Left);
            var height = Math.Min(Top + Height, other.Top + other.Height) - Math.Max(Top, other.Top);
            return width > 0 && height > 0 ? width * height : 0;
        }
    }
}
