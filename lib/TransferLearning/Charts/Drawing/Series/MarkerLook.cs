using XPlot.Plotly;

namespace TransferLearning.Charts.Drawing;

/// <summary>Shape, sizes and colours of a trace's markers or bars.</summary>
internal sealed record MarkerLook(string Symbol, string Color, IReadOnlyList<string> Colors, IReadOnlyList<double> Sizes)
{
    private const double DefaultSize = 7;

    /// <summary>Reads a trace's marker; what it leaves open comes from the palette.</summary>
    public static MarkerLook Of(Marker? marker, string color)
    {
        if (marker is null)
        {
            return new MarkerLook("circle", color, [], []);
        }

        var colors = marker.ShouldSerializecolor() ? marker.color : color;
        var one = colors as string ?? color;
        return new MarkerLook(
            marker.ShouldSerializesymbol() ? marker.symbol.ToString()! : "circle",
            one,
            colors is string ? [] : ColorsOf(Values.Of(colors), marker),
            marker.ShouldSerializesize() ? Values.Of(marker.size).Numbers : []);
    }

    public string ColorAt(int index) => index < Colors.Count ? Colors[index] : Color;

    public double SizeAt(int index) => Sizes.Count switch { 0 => DefaultSize, 1 => Sizes[0], _ when index < Sizes.Count => Sizes[index], _ => DefaultSize };

    private static string[] ColorsOf(Values values, Marker marker)
    {
        if (!values.AreNumbers)
        {
            return values.Texts;
        }

        var scale = ColorScale.Named(marker.ShouldSerializecolorscale() && marker.colorscale is string name ? name : "Viridis");
        var numbers = values.Numbers;
        var (min, max) = (
            marker.ShouldSerializecmin() ? marker.cmin : numbers.DefaultIfEmpty().Min(),
            marker.ShouldSerializecmax() ? marker.cmax : numbers.DefaultIfEmpty().Max());
        return [.. numbers.Select(number => scale.At(max > min ? (number - min) / (max - min) : 0.5).ToString())];
    }
}
