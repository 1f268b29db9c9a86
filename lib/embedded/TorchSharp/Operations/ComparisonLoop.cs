using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TorchSharp.Engine;

/// <summary>A test of many numbers: 1 where it holds, else 0. Four-byte numbers go 32 at a time, whose masks narrow to one vector of bytes.</summary>
internal readonly unsafe struct ComparisonLoop<T, TOp> : IBinaryKernel<T, byte>
    where T : unmanaged, INumber<T>
    where TOp : struct, IComparison
{
    private const int Step = 32;

    private static bool TakesVectors => sizeof(T) == sizeof(int) && Vector256.IsHardwareAccelerated;

    public static void Invoke(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<byte> result)
    {
        int i = 0;
        if (TakesVectors)
        {
            for (; i + Step <= x.Length; i += Step) Store(result[i..], Test(x, y, i), Test(x, y, i + 8), Test(x, y, i + 16), Test(x, y, i + 24));
        }

        for (; i < x.Length; i++) result[i] = TOp.Test(x[i], y[i]) ? (byte)1 : (byte)0;
    }

    public static void Invoke(ReadOnlySpan<T> x, T y, Span<byte> result)
    {
        int i = 0;
        if (TakesVectors)
        {
            var all = Vector256.Create(y);
            for (; i + Step <= x.Length; i += Step)
                Store(result[i..], TOp.Test(Load(x, i), all), TOp.Test(Load(x, i + 8), all), TOp.Test(Load(x, i + 16), all), TOp.Test(Load(x, i + 24), all));
        }

        for (; i < x.Length; i++) result[i] = TOp.Test(x[i], y) ? (byte)1 : (byte)0;
    }

    public static void Invoke(T x, ReadOnlySpan<T> y, Span<byte> result)
    {
        int i = 0;
        if (TakesVectors)
        {
            var all = Vector256.Create(x);
            for (; i + Step <= y.Length; i += Step)
                Store(result[i..], TOp.Test(all, Load(y, i)), TOp.Test(all, Load(y, i + 8)), TOp.Test(all, Load(y, i + 16)), TOp.Test(all, Load(y, i + 24)));
        }

        for (; i < y.Length; i++) result[i] = TOp.Test(x, y[i]) ? (byte)1 : (byte)0;
    }

    private static Vector256<T> Test(ReadOnlySpan<T> x, ReadOnlySpan<T> y, int i) => TOp.Test(Load(x, i), Load(y, i));

    private static Vector256<T> Load(ReadOnlySpan<T> values, int i) => Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)i);

    private static void Store(Span<byte> result, Vector256<T> a, Vector256<T> b, Vector256<T> c, Vector256<T> d)
    {
        Vector256<ushort> low = Vector256.Narrow(a.AsUInt32(), b.AsUInt32()), high = Vector256.Narrow(c.AsUInt32(), d.AsUInt32());
        (Vector256.Narrow(low, high) & Vector256<byte>.One).CopyTo(result);
    }
}
