namespace TransferLearning.Charts.Drawing;

/// <summary>An axis with its ends and ticks: it says where, from 0 to 1 of its length, a value stands.</summary>
internal sealed class Axis
{
    private const double Padding = 0.04;
    private const int AboutTicks = 6;

    private readonly double _min;
    private readonly double _max;
    private readonly bool _isLogarithmic;
    private readonly bool _isReversed;

    public Axis(AxisOptions options, Extent extent, Categories? categories)
    {
        Title = options.Title;
        ShowsGrid = options.ShowsGrid && categories is null;
        IsCategory = categories is not null;
        HasNames = IsCategory || (options.TickTexts is not null && options.Type != "log");
        _isLogarithmic = options.Type == "log" && categories is null;
        _isReversed = options.IsReversed;
        (_min, _max) = Ends(options, extent, categories);

        var format = options.TickFormat;
        IReadOnlyList<Tick> ticks = (options.TickValues, categories) switch
        {
            ({ } values, _) => TickChoice.Given(values, options.TickTexts, format),
            (null, { } names) => [.. names.Names.Select((name, place) => new Tick(place, name))],
            _ when _isLogarithmic => TickChoice.Logarithmic(_min, _max, format),
            _ => TickChoice.Linear(_min, _max, AboutTicks, format),
        };
        Ticks = options.ShowsTickLabels ? [.. ticks.Where(tick => Fraction(tick.Value) is > -0.001 and < 1.001)] : [];
    }

    public string Title { get; }

    public bool IsCategory { get; }

    /// <summary>Whether the ticks are names, one for each step, rather than numbers of which some may be left out.</summary>
    public bool HasNames { get; }

    public bool ShowsGrid { get; }

    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>The value at the axis' lower end, or the upper one when it is reversed; where bars and areas start when 0 is out of sight.</summary>
    public double Base => _isLogarithmic ? _min : Math.Clamp(0, Math.Min(_min, _max), Math.Max(_min, _max));

    /// <summary>Where a value stands: 0 at the start of the axis, 1 at its end; NaN where it has no place.</summary>
    public double Fraction(double value)
    {
        var fraction = _isLogarithmic
            ? value > 0 ? Math.Log(value / _min) / Math.Log(_max / _min) : double.NaN
            : (value - _min) / (_max - _min);
        return _isReversed ? 1 - fraction : fraction;
    }

    private (double Min, double Max) Ends(AxisOptions options, Extent extent, Categories? categories)
    {
        if (options.Range is [var low, var high])
        {
            return _isLogarithmic ? (Math.Pow(10, low), Math.Pow(10, high)) : (low, high);
        }

        if (categories is not null)
        {
            return (-0.5, Math.Max(categories.Names.Count, 1) - 0.5);
        }

        if (extent.IsEmpty)
        {
            return _isLogarithmic ? (1, 10) : (0, 1);
        }

        if (_isLogarithmic)
        {
            var least = double.IsFinite(extent.MinPositive) ? extent.MinPositive : 1;
            var most = Math.Max(extent.Max, least);
            var stretch = most > least ? Math.Pow(most / least, Padding) : 2;
            return (least / stretch, most * stretch);
        }

        if (extent.Min == extent.Max)
        {
            var half = extent.Min == 0 ? 1 : Math.Abs(extent.Min) * 0.5;
            return (extent.Min - half, extent.Max + half);
        }

        // Space around the data, but none below bars and areas that stand on zero.
        var pad = extent.IsTight ? 0 : (extent.Max - extent.Min) * Padding;
        return (extent.Min == 0 ? 0 : extent.Min - pad, extent.Max == 0 ? 0 : extent.Max + pad);
    }
}
