using System.Globalization;

namespace TransferLearning.Charts.Drawing;

/// <summary>A colour in sRGB.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>
    /// How light the colour looks, 0 for black to 1 for white (WCAG 2.2, "relative luminance").
    /// </summary>
    public double Luminance => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    /// <summary>Reads <c>#RRGGBB</c>.</summary>
    /// <exception cref="FormatException">The text is not such a colour.</exception>
    public static Rgb Parse(string hex) =>
        TryParse(hex, out var color) ? color : throw new FormatException($"'{hex}' is not a colour of the form #RRGGBB.");

    /// <summary>Reads <c>#RRGGBB</c>.</summary>
    public static bool TryParse(string hex, out Rgb color)
    {
        color = default;
        if (hex is not ['#', ..] || hex.Length != 7 || !int.TryParse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        color = new Rgb((byte)(value >> 16), (byte)(value >> 8), (byte)value);
        return true;
    }

    /// <summary>The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").</summary>
    public static double Contrast(Rgb first, Rgb second)
    {
        var (light, dark) = (Math.Max(first.Luminance, second.Luminance), Math.Min(first.Luminance, second.Luminance));
        return (light + 0.05) / (dark + 0.05);
    }

    /// <summary>The colour at <paramref name="fraction"/> of the way to another.</summary>
    public Rgb Toward(Rgb other, double fraction) => new(
        (byte)Math.Round(Red + ((other.Red - Red) * fraction)),
        (byte)Math.Round(Green + ((other.Green - Green) * fraction)),
        (byte)Math.Round(Blue + ((other.Blue - Blue) * fraction)));

    public override string ToString() => $"#{Red:X2}{Green:X2}{Blue:X2}";

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
