namespace TransferLearning.Charts.Drawing;

/// <summary>Draws rows of tokens as boxes; rows that are too long go on in the next line.</summary>
internal static class TokenDrawing
{
    private const double Width = 820;
    private const double Edge = 10;
    private const double FontSize = 13;
    private const double NoteSize = 10.5;
    private const double BoxHeight = 24;
    private const double NoteHeight = 15;
    private const double LineGap = 7;
    private const double WordGap = 5;
    private const double BoxPadding = 5;
    private const double WidestLabel = 210;

    /// <summary>Draws the rows.</summary>
    /// <returns>The drawing and its size in pixels.</returns>
    public static (SvgWriter Content, double Width, double Height) Draw(string title, IReadOnlyList<TokenStrip> strips)
    {
        var svg = new SvgWriter();
        var top = Edge;
        if (title.Length > 0)
        {
            svg.Text("text", title, ("x", Edge), ("y", top + Typography.Title), ("font-size", Typography.Title), ("font-weight", 600), ("fill", "currentColor"));
            top += Typography.Title + 14;
        }

        var labelWidth = Math.Min(TextMeasure.Widest(strips.Select(strip => strip.Label), FontSize), WidestLabel);
        var left = Edge + labelWidth + (labelWidth > 0 ? 12 : 0);
        var right = left;
        foreach (var strip in strips)
        {
            svg.Text(
                "text", TextMeasure.Fit(strip.Label, FontSize, labelWidth), ("x", Edge), ("y", top + (BoxHeight / 2) + 4.5), ("font-size", FontSize), ("fill", "currentColor"));
            (top, var end) = DrawRow(svg, strip, left, top);
            right = Math.Max(right, end);
        }

        // Bold letters are a little wider than the estimate.
        var titleWidth = 1.1 * TextMeasure.Width(title, Typography.Title);
        return (svg, Math.Max(right, Edge + titleWidth) + Edge, top - LineGap + Edge);
    }

    /// <summary>Draws one row from a height on.</summary>
    /// <returns>Where the next row begins, and how far this one reaches.</returns>
    private static (double Top, double Right) DrawRow(SvgWriter svg, TokenStrip strip, double left, double top)
    {
        var lineHeight = BoxHeight + (strip.Notes is null ? 0 : NoteHeight);
        var (x, right) = (left, left);
        for (var i = 0; i < strip.Tokens.Count; i++)
        {
            var width = WidthOf(strip, i);
            var isSameWord = i > 0 && WordOf(strip, i) is { } word && word == WordOf(strip, i - 1);
            if (i > 0 && !isSameWord)
            {
                x += WordGap;
            }

            if (x > left && x + width > Width - Edge)
            {
                (x, top) = (left, top + lineHeight + 4);
            }

            DrawBox(svg, strip, i, x, top, width);
            x += width;
            right = Math.Max(right, x);
        }

        return (top + lineHeight + LineGap, right);
    }

    private static void DrawBox(SvgWriter svg, TokenStrip strip, int index, double x, double top, double width)
    {
        var isPadding = strip.AttentionMask is { } mask && mask[index] == 0;
        var color = WordOf(strip, index) is { } word && !isPadding ? Palette.Color(word % 2) : "#7A7A7A";
        svg.Shape(
            "rect", ("x", x), ("y", top), ("width", width), ("height", BoxHeight), ("rx", 4), ("fill", color), ("fill-opacity", isPadding ? 0.06 : 0.2),
            ("stroke", color), ("stroke-opacity", isPadding ? 0.5 : 1), ("stroke-dasharray", isPadding ? "3 3" : "none"));
        svg.Text(
            "text", strip.Tokens[index], ("x", x + (width / 2)), ("y", top + (BoxHeight / 2) + 4.5), ("font-size", FontSize), ("text-anchor", "middle"),
            ("fill", "currentColor"), ("fill-opacity", isPadding ? 0.6 : 1));
        if (strip.Notes is { } notes)
        {
            svg.Text(
                "text", notes[index], ("x", x + (width / 2)), ("y", top + BoxHeight + 11), ("font-size", NoteSize), ("text-anchor", "middle"),
                ("fill", "currentColor"), ("fill-opacity", 0.75));
        }
    }

    private static double WidthOf(TokenStrip strip, int index)
    {
        var token = TextMeasure.Width(strip.Tokens[index], FontSize);
        var note = strip.Notes is { } notes ? TextMeasure.Width(notes[index], NoteSize) : 0;
        return Math.Max(Math.Max(token, note) + (2 * BoxPadding), 20);
    }

    private static int? WordOf(TokenStrip strip, int index) => strip.Words is { } words ? words[index] : index;
}
