namespace TransferLearning.Charts.Drawing;

/// <summary>The legend: signs and names in lines below the title.</summary>
internal sealed class LegendLayout
{
    private const double Key = 18;
    private const double KeyGap = 6;
    private const double EntryGap = 18;
    private const double LineHeight = 19;

    private readonly List<(Series Series, double X, int Line)> _entries = [];

    public LegendLayout(IEnumerable<Series> series, double width)
    {
        double x = 0;
        var line = 0;
        foreach (var one in series)
        {
            var entry = Key + KeyGap + TextMeasure.Width(one.Name, Typography.Legend);
            if (x > 0 && x + entry > width)
            {
                (x, line) = (0, line + 1);
            }

            _entries.Add((one, x, line));
            x += entry + EntryGap;
        }

        Height = _entries.Count == 0 ? 0 : ((line + 1) * LineHeight) + 4;
    }

    public double Height { get; }

    public void Draw(SvgWriter svg, double left, double top)
    {
        foreach (var (series, x, line) in _entries)
        {
            var middle = top + (LineHeight * (line + 0.5));
            series.DrawKey(svg, left + x, middle);
            svg.Text(
                "text", series.Name, ("x", left + x + Key + KeyGap), ("y", middle + 4), ("font-size", Typography.Legend), ("fill", "currentColor"));
        }
    }
}
