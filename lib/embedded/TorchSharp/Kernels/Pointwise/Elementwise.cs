using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>Functions of one variable, element by element, in parallel when there is enough to do. Output may be input.</summary>
internal static unsafe class Elementwise
{
    public static void Exp(float* x, float* y, long n) => Map.Run<ExpFunction>(x, y, n);

    public static void Log(float* x, float* y, long n) => WorkerPool.ForRange(n, 1 << 14, new LogLoop(x, y));

    public static void Tanh(float* x, float* y, long n) => Map.Run<TanhFunction>(x, y, n);

    public static void Sigmoid(float* x, float* y, long n) => Map.Run<SigmoidFunction>(x, y, n);

    public static void Erf(float* x, float* y, long n) => Map.Run<ErfFunction>(x, y, n);

    private readonly struct ExpFunction : IUnary
    {
        [MethodImpl(Simd.Inline)]
        public static V Apply<V>(V x)
            where V : struct, IVector<V> => VectorMath.Exp(x);
    }

    private readonly struct TanhFunction : IUnary
    {
        [MethodImpl(Simd.Inline)]
        public static V Apply<V>(V x)
            where V : struct, IVector<V> => VectorMath.Tanh(x);
    }

    private readonly struct SigmoidFunction : IUnary
    {
        [MethodImpl(Simd.Inline)]
        public static V Apply<V>(V x)
            where V : struct, IVector<V> => VectorMath.Sigmoid(x);
    }

    private readonly struct ErfFunction : IUnary
    {
        [MethodImpl(Simd.Inline)]
        public static V Apply<V>(V x)
            where V : struct, IVector<V> => VectorMath.Erf(x);
    }

    private readonly struct LogLoop(float* x, float* y) : IRangeBody
    {
        public void Run(long start, long end)
        {
            int length = (int)(end - start);
            TensorPrimitives.Log(new ReadOnlySpan<float>(x + start, length), new Span<float>(y + start, length));
        }
    }
}
