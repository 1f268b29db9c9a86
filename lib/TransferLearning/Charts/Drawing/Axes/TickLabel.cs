using System.Globalization;

namespace TransferLearning.Charts.Drawing;

/// <summary>Writes the numbers along an axis.</summary>
internal static class TickLabel
{
    /// <summary>A number with the decimals that ticks <paramref name="step"/> apart need.</summary>
    public static string Of(double value, double step)
    {
        var magnitude = Math.Abs(value);
        if (magnitude >= 1e6 || step < 1e-4)
        {
            return magnitude < step * 1e-3 ? "0" : value.ToString("0.##e0", CultureInfo.InvariantCulture);
        }

        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step) - 1e-9), 0, 4);
        return value.ToString((magnitude >= 10_000 ? "#,0" : "0") + (decimals > 0 ? "." + new string('0', decimals) : ""), CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A number by a plotly tick format, of which the forms <c>.1%</c>, <c>.2f</c>, <c>,d</c> and <c>.1e</c> are known.
    /// </summary>
    /// <exception cref="NotSupportedException">The format has another form.</exception>
    public static string Of(double value, string format)
    {
        var grouped = format.StartsWith(',');
        var rest = grouped ? format.AsSpan(1) : format;
        var kind = rest.IsEmpty ? 'd' : rest[^1];
        var precision = rest.Length > 1 ? rest[..^1].TrimStart('.') : "0";
        return kind is '%' or 'f' or 'd' or 'e' && int.TryParse(precision, NumberStyles.None, CultureInfo.InvariantCulture, out var decimals)
            ? kind switch
            {
                '%' => (value * 100).ToString($"F{decimals}", CultureInfo.InvariantCulture) + "%",
                'e' => value.ToString($"0.{new string('0', decimals)}e0", CultureInfo.InvariantCulture),
                'f' => value.ToString($"{(grouped ? 'N' : 'F')}{decimals}", CultureInfo.InvariantCulture),
                _ => value.ToString(grouped ? "N0" : "F0", CultureInfo.InvariantCulture),
            }
            : throw new NotSupportedException($"The tick format '{format}' is not known to the static drawing. Use a form like '.1%', '.2f', ',d' or '.1e'.");
    }

    /// <summary>A value in a tooltip or a description: four significant digits.</summary>
    public static string Short(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
