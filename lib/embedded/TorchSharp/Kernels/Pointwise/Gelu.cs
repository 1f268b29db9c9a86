using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>The Gaussian error linear unit, exact (by erf) and by its tanh approximation.</summary>
internal static unsafe class Gelu
{
    /// <summary>y = x · Φ(x). <paramref name="y"/> may be <paramref name="x"/>.</summary>
    public static void Forward(float* x, float* y, long n) => Map.Run<Exact>(x, y, n);

    /// <summary>dx = dy · (Φ(x) + x · φ(x)). <paramref name="dx"/> may be <paramref name="dy"/> or <paramref name="x"/>.</summary>
    public static void Backward(float* x, float* dy, float* dx, long n) => Map.Run<ExactBackward>(x, dy, dx, n);

    /// <summary>y = x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))).</summary>
    public static void TanhForward(float* x, float* y, long n) => Map.Run<ByTanh>(x, y, n);

    public static void TanhBackward(float* x, float* dy, float* dx, long n) => Map.Run<ByTanhBackward>(x, dy, dx, n);

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
