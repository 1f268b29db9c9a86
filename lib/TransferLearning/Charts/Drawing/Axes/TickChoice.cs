namespace TransferLearning.Charts.Drawing;

/// <summary>Chooses where the ticks of an axis stand.</summary>
internal static class TickChoice
{
    /// <summary>Round numbers (steps of 1, 2 or 5 times a power of ten) inside the range.</summary>
    public static IReadOnlyList<Tick> Linear(double min, double max, int about, string? format)
    {
        var step = RoundStep((max - min) / about);
        var first = Math.Ceiling((min / step) - 1e-9);
        var count = (int)Math.Floor((max / step) + 1e-9 - first) + 1;
        return [.. Enumerable.Range(0, count).Select(index => (first + index) * step).Select(value => new Tick(value, Label(value, step, format)))];
    }

    /// <summary>Powers of ten inside the range; over few of them, 2 and 5 times a power too.</summary>
    public static IReadOnlyList<Tick> Logarithmic(double min, double max, string? format)
    {
        var (low, high) = ((int)Math.Floor(Math.Log10(min)), (int)Math.Ceiling(Math.Log10(max)));
        double[] multiples = high - low <= 3 ? [1, 2, 5] : [1];
        return [.. Enumerable.Range(low, high - low + 1)
            .SelectMany(power => multiples.Select(multiple => multiple * Math.Pow(10, power)))
            .Where(value => value >= min * 0.999 && value <= max * 1.001)
            .Select(value => new Tick(value, Label(value, value, format)))];
    }

    /// <summary>The texts at the given places, or the places themselves as texts.</summary>
    public static IReadOnlyList<Tick> Given(IReadOnlyList<double> values, IReadOnlyList<string>? texts, string? format)
    {
        var step = values.Zip(values.Skip(1), (left, right) => Math.Abs(right - left)).Where(gap => gap > 0).DefaultIfEmpty(1).Min();
        return [.. values.Select((value, index) => new Tick(value, texts is null ? Label(value, step, format) : index < texts.Count ? texts[index] : ""))];
    }

    private static string Label(double value, double step, string? format) => format is null ? TickLabel.Of(value, step) : TickLabel.Of(value, format);

    private static double RoundStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * ((rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }
}
