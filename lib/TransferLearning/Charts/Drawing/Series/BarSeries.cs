using XPlot.Plotly;

namespace TransferLearning.Charts.Drawing;

/// <summary>Bars, standing or lying: plotly's <c>bar</c>, and <c>histogram</c> once its bins are counted.</summary>
internal sealed class BarSeries : Series
{
    private const double ValueFontSize = 11;
    private const double RoomForText = 1.06;

    private readonly bool _isHorizontal;
    private readonly double[] _positions;
    private readonly double[] _values;
    private readonly double[] _starts;
    private readonly string[] _names;
    private readonly string[] _texts;
    private readonly double _opacity;
    private readonly double _offset;
    private readonly double _width;
    private readonly MarkerLook _look;
    private readonly ErrorBars _errors;

    public BarSeries(Bar trace, SeriesContext context)
    {
        _isHorizontal = trace.ShouldSerializeorientation() && trace.orientation is "h";
        var xs = Values.Of(trace.ShouldSerializex() ? trace.x : null);
        var ys = Values.Of(trace.ShouldSerializey() ? trace.y : null);
        var (along, across) = _isHorizontal ? (ys, xs) : (xs, ys);
        _values = across.Numbers;
        _positions = _isHorizontal ? context.PlacesOnY(along, _values.Length) : context.PlacesOnX(along, _values.Length);
        if (_positions.Length != _values.Length)
        {
            throw new ArgumentException($"A bar trace has {_positions.Length} positions but {_values.Length} values: give one value for each position.");
        }

        _names = along.Count == 0 ? [.. _positions.Select(TickLabel.Short)] : along.Texts;
        _texts = Values.Of(trace.ShouldSerializetext() ? trace.text : null).Texts;
        _opacity = trace.ShouldSerializeopacity() ? trace.opacity : 1;
        _look = MarkerLook.Of(trace.ShouldSerializemarker() ? trace.marker : null, Palette.Color(context.Index));
        _errors = (_isHorizontal, trace.ShouldSerializeerror_x(), trace.ShouldSerializeerror_y()) switch
        {
            (true, true, _) => ErrorBars.Of(trace.error_x),
            (false, _, true) => ErrorBars.Of(trace.error_y),
            _ => ErrorBars.None,
        };

        var step = _positions.Order().Zip(_positions.Order().Skip(1), (left, right) => right - left).Where(gap => gap > 0).DefaultIfEmpty(1).Min();
        var (offset, width) = context.Slots.SlotOf(context.Index);
        (_offset, _width) = (offset * step, width * step);
        _starts = [.. _positions.Zip(_values, context.Slots.StackOnto)];
    }

    public BarSeries(Bins bins, Histogram trace, SeriesContext context)
    {
        _isHorizontal = bins.IsHorizontal;
        _positions = bins.Centers;
        _values = bins.Heights;
        _names = bins.Names;
        _texts = [];
        _starts = new double[_values.Length];
        _opacity = trace.ShouldSerializeopacity() ? trace.opacity : 1;
        _look = MarkerLook.Of(trace.ShouldSerializemarker() ? trace.marker : null, Palette.Color(context.Index));
        _errors = ErrorBars.None;
        (_offset, _width) = (-0.5 * bins.Width * 0.96, bins.Width * 0.96);
    }

    public override void Extend(Extent x, Extent y)
    {
        var (along, across) = _isHorizontal ? (y, x) : (x, y);
        across.Include(0);
        for (var index = 0; index < _values.Length; index++)
        {
            along.Include(_positions[index] + _offset);
            along.Include(_positions[index] + _offset + _width);
            var (low, high) = _errors.At(index, _starts[index] + _values[index]);
            across.Include(low);
            across.Include(high);
            if (index < _texts.Length)
            {
                across.Include((_values[index] < 0 ? low : high) * RoomForText);
            }
        }
    }

    public override void Draw(SvgWriter svg, PlotArea area)
    {
        svg.Open("g", ("opacity", _opacity));
        for (var index = 0; index < _values.Length; index++)
        {
            if (double.IsFinite(_values[index]))
            {
                DrawBar(svg, area, index);
            }
        }

        svg.Close();
    }

    public override void DrawKey(SvgWriter svg, double x, double y) =>
        svg.Shape("rect", ("x", x + 2), ("y", y - 6), ("width", 14), ("height", 12), ("fill", _look.ColorAt(0)), ("opacity", _opacity));

    public override string Describe()
    {
        const int most = 12;
        var who = Name.Length > 0 ? Name + ": " : "";
        return _values.Length == 0
            ? ""
            : who + string.Join(", ", _names.Zip(_values, (name, value) => $"{name} {TickLabel.Short(value)}").Take(most)) + (_values.Length > most ? ", …" : ".");
    }

    private void DrawBar(SvgWriter svg, PlotArea area, int index)
    {
        var scaleAlong = _isHorizontal ? (Func<double, double>)area.Y : area.X;
        var scaleAcross = _isHorizontal ? (Func<double, double>)area.X : area.Y;
        var floor = _isHorizontal ? area.XAxis.Base : area.YAxis.Base;

        var top = _starts[index] + _values[index];
        var (one, other) = (scaleAlong(_positions[index] + _offset), scaleAlong(_positions[index] + _offset + _width));
        var (start, end) = (scaleAcross(_starts[index] == 0 ? floor : _starts[index]), scaleAcross(top));
        var (alongLow, alongSize) = (Math.Min(one, other), Math.Abs(other - one));
        var (acrossLow, acrossSize) = (Math.Min(start, end), Math.Abs(end - start));
        var tooltip = (Name.Length > 0 ? Name + ", " : "") + $"{_names[index]}: {TickLabel.Short(_values[index])}";
        var fill = ("fill", (object)_look.ColorAt(index));
        if (_isHorizontal)
        {
            svg.ShapeWithTooltip("rect", tooltip, ("x", acrossLow), ("y", alongLow), ("width", acrossSize), ("height", alongSize), fill);
        }
        else
        {
            svg.ShapeWithTooltip("rect", tooltip, ("x", alongLow), ("y", acrossLow), ("width", alongSize), ("height", acrossSize), fill);
        }

        var (low, high) = _errors.At(index, top);
        ErrorBars.Draw(svg, _isHorizontal, alongLow + (alongSize / 2), scaleAcross(low), scaleAcross(high));
        DrawText(svg, index, alongLow + (alongSize / 2), alongSize, scaleAcross(_values[index] < 0 ? low : high));
    }

    /// <summary>Writes the bar's text beyond its end, where it fits beside its neighbours.</summary>
    private void DrawText(SvgWriter svg, int index, double along, double room, double end)
    {
        var text = index < _texts.Length ? _texts[index] : "";
        var needed = _isHorizontal ? ValueFontSize : TextMeasure.Width(text, ValueFontSize) * 0.9;
        if (text.Length == 0 || needed > room + 6)
        {
            return;
        }

        var isNegative = _values[index] < 0;
        var (x, y, anchor) = _isHorizontal
            ? (end + (isNegative ? -4 : 4), along + 4, isNegative ? "end" : "start")
            : (along, end + (isNegative ? 13 : -4), "middle");
        svg.Text("text", text, ("x", x), ("y", y), ("font-size", ValueFontSize), ("text-anchor", anchor), ("fill", "currentColor"));
    }
}
