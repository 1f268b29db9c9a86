using System.Numerics;
using System.Runtime.Intrinsics;

namespace TorchSharp.Engine;

internal readonly struct EqualKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x == y;

    public static Vector256<T> Test<T>(Vector256<T> x, Vector256<T> y) where T : unmanaged => Vector256.Equals(x, y);
}

internal readonly struct NotEqualKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x != y;

    public static Vector256<T> Test<T>(Vector256<T> x, Vector256<T> y) where T : unmanaged => ~Vector256.Equals(x, y);
}

internal readonly struct LessKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x < y;

    public static Vector256<T> Test<T>(Vector256<T> x, Vector256<T> y) where T : unmanaged => Vector256.LessThan(x, y);
}

internal readonly struct LessOrEqualKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x <= y;

    public static Vector256<T> Test<T>(Vector256<T> x, Vector256<T> y) where T : unmanaged => Vector256.LessThanOrEqual(x, y);
}

internal readonly struct GreaterKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x > y;

    public static Vector256<T> Test<T>(Vector256<T> x, Vector256<T> y) where T : unmanaged => Vector256.GreaterThan(x, y);
}

internal readonly struct GreaterOrEqualKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x >= y;

    public static Vector256<T> Test<T>(Vector256<T> x, Vector256<T> y) where T : unmanaged => Vector256.GreaterThanOrEqual(x, y);
}
