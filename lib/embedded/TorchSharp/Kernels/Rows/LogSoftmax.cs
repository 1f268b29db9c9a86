using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>The logarithm of softmax along the rows of [rows, cols]. Output may be input.</summary>
internal static unsafe class LogSoftmax
{
    public static void Forward(float* x, float* y, long rows, long cols) => Simd.ForRange(rows, Row.Grain(cols), new ForwardRows(x, y, cols));

    /// <summary>dx = dy − exp(y) · Σ dy, from the forward's output <paramref name="y"/>.</summary>
    public static void Backward(float* dy, float* y, float* dx, long rows, long cols) => Simd.ForRange(rows, Row.Grain(cols), new BackwardRows(dy, y, dx, cols));

    private readonly struct ForwardRows(float* x, float* y, long cols) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long r = start; r < end; r++)
            {
                float* from = x + (r * cols), to = y + (r * cols);

                // The maximum and the logarithm are subtracted one after the other: their sum would round away what a small difference needs.
                float max = Row.Max<V>(from, cols);
                float log = MathF.Log(Row.SumOfExp<V>(from, cols, max, null));
                long i = 0;
                for (; i + V.Count <= cols; i += V.Count) ((V.Load(from + i) - V.All(max)) - V.All(log)).Store(to + i);
                for (; i < cols; i++) to[i] = from[i] - max - log;
            }
        }
    }

    private readonly struct BackwardRows(float* dy, float* y, float* dx, long cols) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long r = start; r < end; r++)
            {
                float* gradient = dy + (r * cols), output = y + (r * cols), to = dx + (r * cols);
                float sum = -Row.Sum<V>(gradient, cols);
                long i = 0;
                for (; i + V.Count <= cols; i += V.Count) V.MulAdd(VectorMath.Exp(V.Load(output + i)), V.All(sum), V.Load(gradient + i)).Store(to + i);
                for (; i < cols; i++) V1.MulAdd(VectorMath.Exp(V1.Load(output + i)), V1.All(sum), V1.Load(gradient + i)).Store(to + i);
            }
        }
    }
}
