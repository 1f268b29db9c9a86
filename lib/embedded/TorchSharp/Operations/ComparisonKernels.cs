using System.Numerics;

namespace TorchSharp.Engine;

internal readonly struct EqualKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x == y;
}

internal readonly struct NotEqualKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x != y;
}

internal readonly struct LessKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x < y;
}

internal readonly struct LessOrEqualKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x <= y;
}

internal readonly struct GreaterKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x > y;
}

internal readonly struct GreaterOrEqualKernel : IComparison
{
    public static bool Test<T>(T x, T y) where T : unmanaged, INumber<T> => x >= y;
}
