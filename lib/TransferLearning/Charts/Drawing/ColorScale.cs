namespace TransferLearning.Charts.Drawing;

/// <summary>Maps 0…1 to a colour, by the names that plotly.js knows.</summary>
internal sealed class ColorScale
{
    private static readonly Dictionary<string, ColorScale> s_named = new(StringComparer.OrdinalIgnoreCase)
    {
        // Equal steps look equally large, in grey and to colour-blind readers too.
        ["Viridis"] = new("#440154", "#482878", "#3E4A89", "#31688E", "#26828E", "#1F9E89", "#35B779", "#6DCD59", "#B4DE2C", "#FDE725"),
        // As in plotly.js, these two begin with their darkest colour; reversescale turns them round.
        ["Blues"] = new("#08306B", "#0F549E", "#3F88C0", "#85BBDD", "#C6DBEF", "#F2F7FC"),
        ["Greys"] = new("#000000", "#F5F5F5"),
        ["RdBu"] = new("#2166AC", "#67A9CF", "#D1E5F0", "#F7F7F7", "#FDDBC7", "#EF8A62", "#B2182B"),
    };

    private readonly Rgb[] _anchors;

    private ColorScale(params string[] anchors) => _anchors = [.. anchors.Select(Rgb.Parse)];

    /// <summary>The scale of that name.</summary>
    /// <exception cref="NotSupportedException">The name is not one of the known scales.</exception>
    public static ColorScale Named(string name) => s_named.TryGetValue(name, out var scale)
        ? scale
        : throw new NotSupportedException($"The colour scale '{name}' is not known to the static drawing. Use one of {string.Join(", ", s_named.Keys)}.");

    /// <summary>The colour at a fraction; what lies outside 0…1 gets the nearest end.</summary>
    public Rgb At(double fraction)
    {
        var place = Math.Clamp(fraction, 0, 1) * (_anchors.Length - 1);
        var index = Math.Min((int)place, _anchors.Length - 2);
        return _anchors[index].Toward(_anchors[index + 1], place - index);
    }
}
