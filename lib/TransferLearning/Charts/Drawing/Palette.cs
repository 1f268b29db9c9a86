namespace TransferLearning.Charts.Drawing;

/// <summary>
/// The colours of series. They derive from the set of Okabe and Ito (2008), which readers with the common colour-vision
/// deficiencies can tell apart, darkened so that each keeps a contrast of at least 3:1 on white and on a dark page alike.
/// Dashes and marker shapes repeat the distinction without colour.
/// </summary>
internal static class Palette
{
    private static readonly string[] s_colors = ["#1F7BC0", "#D55E00", "#00946B", "#B8579B", "#9A7400", "#7A7A7A"];
    private static readonly string[] s_dashes = ["solid", "dash", "dot", "dashdot", "longdash"];
    private static readonly string[] s_symbols = ["circle", "square", "diamond", "triangle-up", "x", "cross"];

    /// <summary>All the colours, as <c>#RRGGBB</c>.</summary>
    public static IReadOnlyList<string> Colors => s_colors;

    /// <summary>The colour of the series with this position.</summary>
    public static string Color(int index) => s_colors[index % s_colors.Length];

    /// <summary>The plotly name of the line style of the series with this position.</summary>
    public static string Dash(int index) => s_dashes[index % s_dashes.Length];

    /// <summary>The plotly name of the marker of the series with this position.</summary>
    public static string Symbol(int index) => s_symbols[index % s_symbols.Length];

    /// <summary>A <c>#RRGGBB</c> colour made translucent.</summary>
    public static string WithOpacity(string color, double opacity)
    {
        var (red, green, blue) = Rgb.Parse(color);
        return FormattableString.Invariant($"rgba({red},{green},{blue},{opacity:0.##})");
    }
}
