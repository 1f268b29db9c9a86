using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Softmax along the rows of [rows, cols]. Output may be input.</summary>
/// <remarks>A row is read from memory once; its further passes (maximum, powers and their sum, scaling) find it in the cache.</remarks>
internal static unsafe class Softmax
{
    public static void Forward(float* x, float* y, long rows, long cols) => Simd.ForRange(rows, Row.Grain(cols), new ForwardRows(x, y, cols));

    /// <summary>dx = y · (dy − Σ dy·y), from the forward's output <paramref name="y"/>.</summary>
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
                float sum = Row.SumOfExp<V>(from, cols, Row.Max<V>(from, cols), to);
                Row.Scale<V>(to, to, cols, 1 / sum);
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
                float dot = Row.Dot<V>(gradient, output, cols);
                long i = 0;
                for (; i + V.Count <= cols; i += V.Count) (V.Load(output + i) * (V.Load(gradient + i) - V.All(dot))).Store(to + i);
                for (; i < cols; i++) to[i] = output[i] * (gradient[i] - dot);
            }
        }
    }
}
