using XPlot.Plotly;

namespace TransferLearning.Charts.Drawing;

/// <summary>Colour, width and dash pattern of a line.</summary>
internal sealed record LineLook(string Color, double Width, string Dashes)
{
    /// <summary>Reads a trace's line; what it leaves open comes from the palette.</summary>
    public static LineLook Of(Line? line, string color) => new(
        line is not null && line.ShouldSerializecolor() && line.color is string own ? own : color,
        line is not null && line.ShouldSerializewidth() ? Values.Of(line.width).Numbers[0] : 2,
        DashesOf(line is not null && line.ShouldSerializedash() ? line.dash : "solid"));

    public void Draw(SvgWriter svg, string path)
    {
        if (Width > 0 && path.Length > 0)
        {
            svg.Shape(
                "path", ("d", path), ("fill", "none"), ("stroke", Color), ("stroke-width", Width), ("stroke-dasharray", Dashes), ("stroke-linejoin", "round"));
        }
    }

    private static string DashesOf(string dash) => dash switch
    {
        "solid" => "none",
        "dash" => "7 4",
        "dot" => "2 3",
        "dashdot" => "7 3 2 3",
        "longdash" => "12 5",
        "longdashdot" => "12 4 2 4",
        _ => throw new NotSupportedException($"The dash '{dash}' is not known to the static drawing. Use solid, dash, dot, dashdot, longdash or longdashdot."),
    };
}
