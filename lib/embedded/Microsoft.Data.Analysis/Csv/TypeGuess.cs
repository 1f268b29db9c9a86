using System.Globalization;

namespace Microsoft.Data.Analysis;

/// <summary>Guesses the type of a column from some of its texts, with the outcome of the real package: bool, float, date or text.</summary>
internal static class TypeGuess
{
    private static readonly Type[] s_strongestFirst = [typeof(string), typeof(float), typeof(bool), typeof(DateTime)];

    public static Type Of(IEnumerable<string> values)
    {
        var kinds = values
            .Where(value => value.Length > 0 && !value.Equals("null", StringComparison.OrdinalIgnoreCase))
            .Select(KindOf)
            .Distinct()
            .ToList();

        // Of mixed kinds, text wins over numbers, numbers over booleans, booleans over dates.
        return kinds.Count == 0 ? typeof(string) : s_strongestFirst.First(kinds.Contains);
    }

    private static Type KindOf(string value) => value switch
    {
        _ when bool.TryParse(value, out _) => typeof(bool),
        _ when float.TryParse(value, CultureInfo.CurrentCulture, out _) => typeof(float),
        _ when DateTime.TryParse(value, CultureInfo.CurrentCulture, out _) => typeof(DateTime),
        _ => typeof(string),
    };
}
