using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>How many floats the kernels take at a time.</summary>
internal enum SimdLevel
{
    Scalar = 1,
    Vector128 = 4,
    Vector256 = 8,
    Vector512 = 16,
}

/// <summary>A kernel over a range of elements or rows, written for any width.</summary>
internal interface IVectorBody
{
    void Run<V>(long start, long end)
        where V : struct, IVector<V>;
}

/// <summary>Chooses the width of the vectors, once per call of a kernel.</summary>
internal static class Simd
{
    /// <summary>For what must disappear into its caller.</summary>
    public const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    /// <summary>
    /// For every method with a loop: compiled with all optimisations at its first call, and by itself. In the JIT's first tier a vector operation is a call;
    /// and inlined into a caller that the JIT's profile makes grow, a kernel exhausts that method's budget for inlining, whereupon its vector operations are
    /// calls for good. Small loops between a kernel's vector operations are <see cref="Inline"/> instead: a call there would spill the registers. (A test holds
    /// every loop in this namespace to one of the two.)
    /// </summary>
    public const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining;

    /// <summary>Floats to a cache line.</summary>
    public const int CacheLine = 16;

    private static SimdLevel s_level = Best;

    /// <summary>The widest this machine has.</summary>
    public static SimdLevel Best =>
        Vector512.IsHardwareAccelerated ? SimdLevel.Vector512
        : Vector256.IsHardwareAccelerated ? SimdLevel.Vector256
        : Vector128.IsHardwareAccelerated ? SimdLevel.Vector128
        : SimdLevel.Scalar;

    /// <summary>The width in use. Tests lower it to force the paths of other machines.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The machine has no vectors that wide.</exception>
    public static SimdLevel Level
    {
        get => s_level;
        set
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan((int)value, (int)Best, nameof(value));
            s_level = value;
        }
    }

    /// <summary>Sends for a cache line, where the processor has an instruction for it. The address may be any.</summary>
    [MethodImpl(Inline)]
    public static unsafe void Prefetch(float* address)
    {
        if (Sse.IsSupported) Sse.Prefetch0(address);
    }

    /// <summary>Runs a kernel at the width in use, on this thread.</summary>
    [MethodImpl(Inline)]
    public static void Run<TBody>(long start, long end, in TBody body)
        where TBody : struct, IVectorBody
    {
        switch (s_level)
        {
            case SimdLevel.Vector512: body.Run<V512>(start, end); break;
            case SimdLevel.Vector256: body.Run<V256>(start, end); break;
            case SimdLevel.Vector128: body.Run<V128>(start, end); break;
            default: body.Run<V1>(start, end); break;
        }
    }

    /// <summary>Runs a kernel over 0 … length, in parallel pieces of <paramref name="grain"/> elements (a multiple of 16 when they are floats).</summary>
    public static void ForRange<TBody>(long length, long grain, in TBody body)
        where TBody : struct, IVectorBody
    {
        if (length <= grain) Run(0, length, body);
        else WorkerPool.ForRange(length, grain, new AtLevel<TBody>(body));
    }

    private readonly struct AtLevel<TBody>(TBody body) : IRangeBody
        where TBody : struct, IVectorBody
    {
        public void Run(long start, long end) => Simd.Run(start, end, body);
    }
}
