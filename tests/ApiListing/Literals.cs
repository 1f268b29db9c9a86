using System.Globalization;
using System.Reflection;
using System.Text;

namespace ApiListings;

/// <summary>Writes default values and constants as C# literals in plain ASCII.</summary>
internal static class Literals
{
    public static string Of(object? value, Type? type)
    {
        if (type is { IsByRef: true })
        {
            type = type.GetElementType();
        }

        if (type is not null && Nullable.GetUnderlyingType(type) is { } underlying)
        {
            if (value is null or DBNull)
            {
                return "null";
            }

            type = underlying;
        }

        return value switch
        {
            null or DBNull or Missing => type is { IsValueType: true } or { IsGenericParameter: true } ? "default" : "null",
            _ when type is { IsEnum: true } => OfEnum(value, type),
            string text => Quote(text, '"'),
            char character => Quote(character.ToString(), '\''),
            bool flag => flag ? "true" : "false",
            double.NaN => "double.NaN",
            double.PositiveInfinity => "double.PositiveInfinity",
            double.NegativeInfinity => "double.NegativeInfinity",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            float.NaN => "float.NaN",
            float.PositiveInfinity => "float.PositiveInfinity",
            float.NegativeInfinity => "float.NegativeInfinity",
            float number => number.ToString("R", CultureInfo.InvariantCulture) + "f",
            decimal number => number.ToString(CultureInfo.InvariantCulture) + "m",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
    }

    private static string OfEnum(object value, Type type)
    {
        var raw = Convert.ToString(value is Enum ? Convert.ChangeType(value, type.GetEnumUnderlyingType(), CultureInfo.InvariantCulture) : value, CultureInfo.InvariantCulture);
        var field = type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .FirstOrDefault(candidate => Convert.ToString(candidate.GetRawConstantValue(), CultureInfo.InvariantCulture) == raw);
        return field is null ? $"({TypeNames.Of(type)}){raw}" : $"{TypeNames.Of(type)}.{field.Name}";
    }

    private static string Quote(string text, char quote)
    {
        var quoted = new StringBuilder().Append(quote);
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '\0' => @"\0",
                _ when character == quote => $"\\{character}",
                < ' ' or > '~' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        return quoted.Append(quote).ToString();
    }
}
