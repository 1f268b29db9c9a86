using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>The end of a row that fills only part of a vector. Nothing beyond the row is touched.</summary>
internal static unsafe class Partial
{
    /// <summary>The <paramref name="count"/> floats at <paramref name="source"/>, the other lanes <paramref name="fill"/>.</summary>
    [MethodImpl(Simd.Inline)]
    public static V Load<V>(float* source, long count, float fill)
        where V : struct, IVector<V>
    {
        Lanes lanes;
        float* copy = lanes.Values;
        V.All(fill).Store(copy);
        for (long i = 0; i < count; i++) copy[i] = source[i];
        return V.Load(copy);
    }

    /// <summary>Writes the first <paramref name="count"/> lanes.</summary>
    [MethodImpl(Simd.Inline)]
    public static void Store<V>(V value, float* target, long count)
        where V : struct, IVector<V>
    {
        Lanes lanes;
        float* copy = lanes.Values;
        value.Store(copy);
        for (long i = 0; i < count; i++) target[i] = copy[i];
    }

    /// <summary>The first <paramref name="count"/> lanes, the others 0.</summary>
    [MethodImpl(Simd.Inline)]
    public static V KeepFirst<V>(V value, long count)
        where V : struct, IVector<V>
    {
        Lanes lanes;
        value.Store(lanes.Values);
        return Load<V>(lanes.Values, count, 0);
    }

    private struct Lanes
    {
        public fixed float Values[16];
    }
}
