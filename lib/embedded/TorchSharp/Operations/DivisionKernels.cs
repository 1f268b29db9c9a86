using System.Numerics;

namespace TorchSharp.Engine;

/// <summary>A division of two numbers that rounds, or what it leaves over.</summary>
internal interface IDivision
{
    static abstract double Of(double x, double y);

    static abstract T Of<T>(T x, T y) where T : IBinaryInteger<T>;
}

/// <summary>The quotient rounded down.</summary>
internal readonly struct FloorDivision : IDivision
{
    public static double Of(double x, double y) => Math.Floor(x / y);

    public static T Of<T>(T x, T y) where T : IBinaryInteger<T>
    {
        var (quotient, rest) = T.DivRem(x, y);
        return !T.IsZero(rest) && T.IsNegative(x) != T.IsNegative(y) ? quotient - T.One : quotient;
    }
}

/// <summary>The quotient rounded towards zero.</summary>
internal readonly struct TruncatedDivision : IDivision
{
    public static double Of(double x, double y) => Math.Truncate(x / y);

    public static T Of<T>(T x, T y) where T : IBinaryInteger<T> => x / y;
}

/// <summary>What the division rounded down leaves: it has the divisor's sign.</summary>
internal readonly struct FloorRemainder : IDivision
{
    public static double Of(double x, double y)
    {
        var rest = x % y;
        return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest;
    }

    public static T Of<T>(T x, T y) where T : IBinaryInteger<T>
    {
        var rest = x % y;
        return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(y) ? rest + y : rest;
    }
}

/// <summary>What the division rounded towards zero leaves: it has the dividend's sign.</summary>
internal readonly struct TruncatedRemainder : IDivision
{
    public static double Of(double x, double y) => x % y;

    public static T Of<T>(T x, T y) where T : IBinaryInteger<T> => x % y;
}
