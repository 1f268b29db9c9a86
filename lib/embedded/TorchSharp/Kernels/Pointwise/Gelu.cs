using System.Runtime.CompilerServices;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>The Gaussian error linear unit, exact (by erf) and by its tanh approximation.</summary>
internal static unsafe class Gelu
{
    /// <summary>Φ(−z).</summary>
    private static readonly PiecewisePolynomial s_tail = new(GeluReference.Tail);

    /// <summary>The derivative of x · Φ(x) at −z. At z it is one minus that, as Φ is.</summary>
    private static readonly PiecewisePolynomial s_slope = new(z => GeluReference.Tail(z) - (z * GeluReference.Density(z)));

    /// <summary>y = x · Φ(x). <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Forward(float* x, float* y, long n)
    {
        if (PiecewisePolynomial.IsSupported) WorkerPool.ForRange(n, Map.Grain, new Pieces(s_tail, x, x, y, bounded: true));
        else Map.Run<Exact>(x, y, n);
    }

    /// <summary>dx = dy · (Φ(x) + x · φ(x)). <paramref name="dx"/> may be <paramref name="dy"/> or <paramref name="x"/>.</summary>
    public static void Backward(float* x, float* dy, float* dx, long n)
    {
        if (PiecewisePolynomial.IsSupported) WorkerPool.ForRange(n, Map.Grain, new Pieces(s_slope, x, dy, dx, bounded: false));
        else Map.Run<ExactBackward>(x, dy, dx, n);
    }

    /// <summary>y = x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))).</summary>
    public static void TanhForward(float* x, float* y, long n) => Map.Run<ByTanh>(x, y, n);

    public static void TanhBackward(float* x, float* dy, float* dx, long n) => Map.Run<ByTanhBackward>(x, dy, dx, n);

    private readonly struct Pieces(PiecewisePolynomial function, float* x, float* factor, float* y, bool bounded) : IRangeBody
    {
        public void Run(long start, long end) => function.Apply(x, factor, y, start, end, bounded);
    }

    private readonly struct Exact : IUnary
    {
        [MethodImpl(Simd.Inline)]
        public static V Apply<V>(V x)
            where V : struct, IVector<V> => VectorMath.Gelu(x);
    }

    private readonly struct ExactBackward : IBinary
    {
        [MethodImpl(Simd.Inline)]
        public static V Apply<V>(V x, V dy)
            where V : struct, IVector<V> => dy * VectorMath.GeluDerivative(x);
    }

    private readonly struct ByTanh : IUnary
    {
        [MethodImpl(Simd.Inline)]
        public static V Apply<V>(V x)
            where V : struct, IVector<V> => VectorMath.GeluTanh(x);
    }

    private readonly struct ByTanhBackward : IBinary
    {
        [MethodImpl(Simd.Inline)]
        public static V Apply<V>(V x, V dy)
            where V : struct, IVector<V> => dy * VectorMath.GeluTanhDerivative(x);
    }
}
