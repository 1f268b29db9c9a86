namespace TransferLearning.Charts.Drawing;

/// <summary>Draws the markers that plotly names, so that series differ in shape as well as in colour.</summary>
internal static class MarkerShape
{
    /// <summary>Draws a marker of a given width around (x, y).</summary>
    public static void Draw(SvgWriter svg, string symbol, double x, double y, double size, string color, string? tooltip = null)
    {
        var half = size / 2;
        if (symbol == "circle")
        {
            Write(svg, "circle", tooltip, ("cx", x), ("cy", y), ("r", half), ("fill", color));
            return;
        }

        if (symbol is "x" or "cross")
        {
            var arm = half * 0.9;
            (double X, double Y)[] strokes = symbol == "x"
                ? [(x - arm, y - arm), (x + arm, y + arm), (double.NaN, 0), (x - arm, y + arm), (x + arm, y - arm)]
                : [(x - half, y), (x + half, y), (double.NaN, 0), (x, y - half), (x, y + half)];
            Write(svg, "path", tooltip, ("d", SvgPath.Line(strokes)), ("stroke", color), ("stroke-width", Math.Max(2, size / 3)), ("fill", "none"));
            return;
        }

        (double X, double Y)[] corners = symbol switch
        {
            "square" => [(x - (half * 0.9), y - (half * 0.9)), (x + (half * 0.9), y - (half * 0.9)), (x + (half * 0.9), y + (half * 0.9)), (x - (half * 0.9), y + (half * 0.9))],
            "diamond" => [(x, y - (half * 1.2)), (x + (half * 1.2), y), (x, y + (half * 1.2)), (x - (half * 1.2), y)],
            "triangle-up" => [(x, y - (half * 1.1)), (x + (half * 1.1), y + (half * 0.8)), (x - (half * 1.1), y + (half * 0.8))],
            _ => throw new NotSupportedException(
                $"The marker symbol '{symbol}' is not known to the static drawing. Use circle, square, diamond, triangle-up, x or cross."),
        };
        Write(svg, "path", tooltip, ("d", SvgPath.Polygon(corners)), ("fill", color));
    }

    private static void Write(SvgWriter svg, string element, string? tooltip, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        if (tooltip is null)
        {
            svg.Shape(element, attributes);
        }
        else
        {
            svg.ShapeWithTooltip(element, tooltip, attributes);
        }
    }
}
