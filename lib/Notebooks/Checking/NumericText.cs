using System.Globalization;
using System.Text.RegularExpressions;

namespace Notebooks.Checking;

/// <summary>Compares texts in which numbers may move a little. Spaces and rules do not count: a table's columns grow with its numbers.</summary>
internal static partial class NumericText
{
    /// <summary>Why the second text does not pass for the first; null if it does.</summary>
    public static string? FirstDifference(string stored, string now, NearNumbers tolerance)
    {
        var (before, after) = (Tokens(stored), Tokens(now));
        for (var i = 0; i < Math.Min(before.Count, after.Count); i++)
        {
            var (old, @new) = (before[i], after[i]);
            if (Number(old) is { } storedNumber && Number(@new) is { } number)
            {
                if (!tolerance.Allows(storedNumber, number))
                    return $"{old} became {@new}.";
            }
            else if (old != @new)
            {
                return $"\"{old}\" became \"{@new}\".";
            }
        }

        return before.Count == after.Count ? null : $"{before.Count} words and numbers became {after.Count}.";
    }

    private static List<string> Tokens(string text) => [.. Token().Matches(text).Select(match => match.Value)];

    private static double? Number(string token)
    {
        var isPercentage = token.EndsWith('%');
        var digits = token.TrimEnd('%').Replace('−', '-');
        return double.TryParse(digits, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number)
            ? isPercentage ? number / 100 : number
            : null;
    }

    // A number that stands by itself (the 2 of x2 belongs to a name), or a word, or a sign. Line-drawing characters are rules.
    [GeneratedRegex(@"(?<![\w.])[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w])%?|\w+|[^\w\s\u2500-\u257F]")]
    private static partial Regex Token();
}
