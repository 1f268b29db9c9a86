namespace TransferLearning.Charts.Drawing;

/// <summary>
/// Estimates how wide a text will be. The reader's font is not known when the chart is drawn, so the estimate follows the
/// proportions that the common sans-serif fonts share and errs to the wide side.
/// </summary>
internal static class TextMeasure
{
    /// <summary>The width in pixels of one line of text.</summary>
    public static double Width(string text, double fontSize) => fontSize * text.EnumerateRunes().Sum(rune => WidthOf(rune.Value));

    /// <summary>The width in pixels of the widest text, 0 when there is none.</summary>
    public static double Widest(IEnumerable<string> texts, double fontSize) => texts.Select(text => Width(text, fontSize)).DefaultIfEmpty().Max();

    /// <summary>Shortens a text with an ellipsis until it fits.</summary>
    public static string Fit(string text, double fontSize, double width)
    {
        if (Width(text, fontSize) <= width)
        {
            return text;
        }

        var length = text.Length;
        while (length > 0 && Width(text[..length] + "…", fontSize) > width)
        {
            length -= length > 1 && char.IsLowSurrogate(text[length - 1]) ? 2 : 1;
        }

        return text[..length].TrimEnd() + "…";
    }

    private static double WidthOf(int rune) => rune switch
    {
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or ' ' or '(' or ')' or '[' or ']' => 0.36,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' or '—' => 0.95,
        >= 'A' and <= 'Z' or '#' or '&' => 0.70,
        < 0x2E80 => 0.60,
        _ => 1.05,
    };
}
