using XPlot.Plotly;

namespace TransferLearning.Charts.Drawing;

/// <summary>The counts of a histogram.</summary>
internal sealed record Bins(bool IsHorizontal, double Start, double Width, double[] Heights)
{
    private const int MostAutomatic = 30;

    public double[] Centers => [.. Heights.Select((_, index) => Start + ((index + 0.5) * Width))];

    public string[] Names => [.. Heights.Select((_, index) => $"{TickLabel.Short(Start + (index * Width))} to {TickLabel.Short(Start + ((index + 1) * Width))}")];

    /// <summary>Counts the trace's values in the bins that it asks for, or in bins of a round width.</summary>
    public static Bins Of(Histogram trace)
    {
        var isHorizontal = !trace.ShouldSerializex() && trace.ShouldSerializey();
        var values = Values.Of(isHorizontal ? trace.y : trace.ShouldSerializex() ? trace.x : null);
        if (!values.AreNumbers)
        {
            throw new NotSupportedException("The static drawing counts numbers in bins. For names, count them and draw bars.");
        }

        var finite = values.Numbers.Where(double.IsFinite).ToArray();
        var (start, width, count) = Layout(trace, isHorizontal, finite);
        var heights = new double[count];
        foreach (var value in finite.Where(value => value >= start && value <= start + (count * width)))
        {
            heights[Math.Min((int)((value - start) / width), count - 1)]++;
        }

        var norm = trace.ShouldSerializehistnorm() ? trace.histnorm?.ToString() : "";
        var scale = norm switch
        {
            null or "" => 1,
            "probability" => 1.0 / Math.Max(finite.Length, 1),
            "percent" => 100.0 / Math.Max(finite.Length, 1),
            "probability density" => 1.0 / (Math.Max(finite.Length, 1) * width),
            _ => throw new NotSupportedException($"The norm '{norm}' is not known to the static drawing. Use probability, percent or probability density."),
        };
        return new Bins(isHorizontal, start, width, [.. heights.Select(height => height * scale)]);
    }

    private static (double Start, double Width, int Count) Layout(Histogram trace, bool isHorizontal, double[] values)
    {
        if (!isHorizontal && trace.ShouldSerializexbins())
        {
            var bins = trace.xbins;
            var size = Values.Of(bins.size).Numbers[0];
            return (bins.start, size, Math.Max(1, (int)Math.Ceiling(((bins.end - bins.start) / size) - 1e-9)));
        }

        if (values.Length == 0)
        {
            return (0, 1, 1);
        }

        var asked = isHorizontal ? trace.ShouldSerializenbinsy() ? trace.nbinsy : 0 : trace.ShouldSerializenbinsx() ? trace.nbinsx : 0;
        var about = asked > 0 ? asked : Math.Clamp((int)Math.Sqrt(values.Length), 1, MostAutomatic);
        var (min, max) = (values.Min(), values.Max());
        if (min == max)
        {
            return (min - 0.5, 1, 1);
        }

        var ticks = TickChoice.Linear(min, max, about, null);
        var step = ticks.Count > 1 ? ticks[1].Value - ticks[0].Value : max - min;
        var start = Math.Floor(min / step) * step;
        return (start, step, (int)Math.Floor(((max - start) / step) + 1e-9) + 1);
    }
}
