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
            if (FourRows.Suit<V>(cols))
            {
                for (long r = start; r < end; r += 4) Four<V>(x + (r * cols), y + (r * cols), new FourRows(end - r));
                return;
            }

            for (long r = start; r < end; r++)
            {
                float* from = x + (r * cols), to = y + (r * cols);
                float sum = Row.SumOfExp<V>(from, cols, Row.Max<V>(from, cols), to);
                Row.Scale<V>(to, to, cols, 1 / sum);
            }
        }

        [MethodImpl(Simd.Hot)]
        private void Four<V>(float* x0, float* y0, FourRows at)
            where V : struct, IVector<V>
        {
            float* x1 = x0 + (at.Second * cols), x2 = x0 + (at.Third * cols), x3 = x0 + (at.Fourth * cols);
            float* y1 = y0 + (at.Second * cols), y2 = y0 + (at.Third * cols), y3 = y0 + (at.Fourth * cols);

            // A maximum that forgets a NaN takes one instruction instead of four; the NaN comes back in the sum of the powers.
            V a = V.All(float.NegativeInfinity), b = a, c = a, d = a;
            for (long i = 0; i < cols; i += V.Count)
            {
                a = V.AtLeast(a, V.Load(x0 + i));
                b = V.AtLeast(b, V.Load(x1 + i));
                c = V.AtLeast(c, V.Load(x2 + i));
                d = V.AtLeast(d, V.Load(x3 + i));
            }

            V max0 = V.All(a.Max()), max1 = V.All(b.Max()), max2 = V.All(c.Max()), max3 = V.All(d.Max());
            a = b = c = d = V.Zero;
            for (long i = 0; i < cols; i += V.Count)
            {
                // All are read before one is written: in place, a row that stands for a missing one must still be there.
                FourRows.FetchNext(x0 + i, cols);
                V e0 = V.Load(x0 + i) - max0, e1 = V.Load(x1 + i) - max1, e2 = V.Load(x2 + i) - max2, e3 = V.Load(x3 + i) - max3;
                a += Power(e0, y0 + i);
                b += Power(e1, y1 + i);
                c += Power(e2, y2 + i);
                d += Power(e3, y3 + i);
            }

            V scale0 = V.All(1 / a.Sum()), scale1 = V.All(1 / b.Sum()), scale2 = V.All(1 / c.Sum()), scale3 = V.All(1 / d.Sum());
            for (long i = 0; i < cols; i += V.Count)
            {
                a = V.Load(y0 + i) * scale0;
                b = V.Load(y1 + i) * scale1;
                c = V.Load(y2 + i) * scale2;
                d = V.Load(y3 + i) * scale3;
                a.Store(y0 + i);
                b.Store(y1 + i);
                c.Store(y2 + i);
                d.Store(y3 + i);
            }
        }

        [MethodImpl(Simd.Inline)]
        private static V Power<V>(V exponent, float* to)
            where V : struct, IVector<V>
        {
            V power = VectorMath.Exp(exponent);
            power.Store(to);
            return power;
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
