using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>A function of one variable for vectors of any width.</summary>
internal interface IUnary
{
    static abstract V Apply<V>(V x)
        where V : struct, IVector<V>;
}

/// <summary>A function of two variables for vectors of any width.</summary>
internal interface IBinary
{
    static abstract V Apply<V>(V x, V y)
        where V : struct, IVector<V>;
}

/// <summary>Loops that apply a function to every element, in parallel when there is enough to do. The output may be an input.</summary>
internal static unsafe class Map
{
    /// <summary>Elements per piece: 64 KB in and 64 KB out, some ten microseconds of an elementary function.</summary>
    public const long Grain = 1 << 14;

    public static void Run<TFunction>(float* x, float* result, long n)
        where TFunction : struct, IUnary => Simd.ForRange(n, Grain, new UnaryLoop<TFunction>(x, result));

    public static void Run<TFunction>(float* x, float* y, float* result, long n)
        where TFunction : struct, IBinary => Simd.ForRange(n, Grain, new BinaryLoop<TFunction>(x, y, result));

    private readonly struct UnaryLoop<TFunction>(float* x, float* result) : IVectorBody
        where TFunction : struct, IUnary
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            float* from = x, to = result;
            long i = start;
            for (; i + V.Count <= end; i += V.Count) TFunction.Apply(V.Load(from + i)).Store(to + i);
            for (; i < end; i++) TFunction.Apply(V1.Load(from + i)).Store(to + i);
        }
    }

    private readonly struct BinaryLoop<TFunction>(float* x, float* y, float* result) : IVectorBody
        where TFunction : struct, IBinary
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            float* left = x, right = y, to = result;
            long i = start;
            for (; i + V.Count <= end; i += V.Count) TFunction.Apply(V.Load(left + i), V.Load(right + i)).Store(to + i);
            for (; i < end; i++) TFunction.Apply(V1.Load(left + i), V1.Load(right + i)).Store(to + i);
        }
    }
}
