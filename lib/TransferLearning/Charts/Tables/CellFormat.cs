using System.Globalization;

namespace TransferLearning.Charts;

/// <summary>How the values of one column are written: one number of decimals for the whole column, so that they line up.</summary>
internal static class CellFormat
{
    private const int MostDecimals = 4;
    private const int GroupFrom = 10_000;

    public static bool IsNumber(object? value) =>
        value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or Half;

    /// <summary>The name of a value type in C#.</summary>
    public static string NameOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => "bool",
        TypeCode.Single => "float",
        TypeCode.Int16 => "short",
        TypeCode.Int32 => "int",
        TypeCode.Int64 => "long",
        TypeCode.UInt16 => "ushort",
        TypeCode.UInt32 => "uint",
        TypeCode.UInt64 => "ulong",
        TypeCode.DateTime => nameof(DateTime),
        TypeCode.Object => type.Name,
        _ => type.Name.ToLowerInvariant(),
    };

    /// <summary>Chooses how to write the column's values when no format was given.</summary>
    public static Func<object?, string> ForColumn(IEnumerable<object?> values, string? format)
    {
        if (format is not null)
        {
            return value => Write(value, format);
        }

        var reals = values.Where(IsReal).Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture)).Where(double.IsFinite).ToList();
        var decimals = Enumerable.Range(0, MostDecimals + 1).First(count =>
            count == MostDecimals || reals.All(real => Math.Abs(real - Math.Round(real, count)) < 0.5 * Math.Pow(10, -MostDecimals)));
        var fixedPoint = "0." + new string('0', decimals);
        return value => value switch
        {
            _ when IsReal(value) => WriteReal(Convert.ToDouble(value, CultureInfo.InvariantCulture), fixedPoint),
            IFormattable number when IsNumber(value) => Write(value, IsLarge(number) ? "#,0" : "0"),
            _ => Write(value, null),
        };
    }

    private static string WriteReal(double real, string fixedPoint) => Math.Abs(real) switch
    {
        0 => real.ToString(fixedPoint, CultureInfo.InvariantCulture),
        < 1e-4 or >= 1e7 => real.ToString("0.###e0", CultureInfo.InvariantCulture),
        _ => real.ToString(fixedPoint, CultureInfo.InvariantCulture),
    };

    private static string Write(object? value, string? format) => value switch
    {
        null => "",
        bool flag => flag ? "yes" : "no",
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static bool IsReal(object? value) => value is float or double or decimal or Half;

    private static bool IsLarge(IFormattable number) => Math.Abs(Convert.ToDouble(number, CultureInfo.InvariantCulture)) >= GroupFrom;
}
