using System.Globalization;

namespace Microsoft.Data.Analysis;

/// <summary>Compares values of different number types without losing digits: as decimals, or as doubles when one is a floating-point number.</summary>
internal static class ValueComparison
{
    /// <summary>A function that says how two values are ordered, or null when one is not a number (NaN).</summary>
    /// <exception cref="NotSupportedException">The types cannot be compared.</exception>
    public static Func<object, object, int?> Between(Type left, Type right, string column)
    {
        if (IsFloating(left) && IsNumber(right) || IsFloating(right) && IsNumber(left))
        {
            // Two singles compare as singles, so that 0.1f equals 0.1f; a single and a double as doubles.
            return (one, other) => CompareDoubles(Convert.ToDouble(one, CultureInfo.InvariantCulture), Convert.ToDouble(other, CultureInfo.InvariantCulture));
        }

        if (IsNumber(left) && IsNumber(right))
        {
            return (one, other) => Convert.ToDecimal(one, CultureInfo.InvariantCulture).CompareTo(Convert.ToDecimal(other, CultureInfo.InvariantCulture));
        }

        return left == right && typeof(IComparable).IsAssignableFrom(left)
            ? (one, other) => ((IComparable)one).CompareTo(other)
            : throw new NotSupportedException($"The column '{column}' holds {left.Name}, which cannot be compared with {right.Name}.");
    }

    private static int? CompareDoubles(double left, double right) => double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);

    private static bool IsFloating(Type type) => type == typeof(float) || type == typeof(double);

    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;
}
