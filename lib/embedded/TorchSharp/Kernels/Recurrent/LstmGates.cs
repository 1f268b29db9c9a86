using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>The pointwise half of an LSTM step (Hochreiter and Schmidhuber 1997). Gates lie as PyTorch's: input, forget, cell, output, [batch, 4·hidden].</summary>
internal static unsafe class LstmGates
{
    /// <summary>
    /// From the gates' pre-activations: c = σ(f)·cPrevious + σ(i)·tanh(g), h = σ(o)·tanh(c). <paramref name="gates"/> is overwritten by the activated
    /// gates, which the backward needs. Gate rows are <paramref name="gateStride"/> apart, h rows <paramref name="hStride"/>; c rows are contiguous.
    /// </summary>
    public static void Forward(float* gates, long gateStride, float* cPrevious, float* c, float* h, long hStride, long batch, long hidden)
        => Simd.ForRange(batch, Grain(hidden), new ForwardRows(gates, gateStride, cPrevious, c, h, hStride, hidden));

    /// <summary>
    /// From dh and the gradient dc that comes from the next step (overwritten by the gradient for the previous cell state):
    /// the gradient of the pre-activations, into <paramref name="dgates"/>.
    /// </summary>
    public static void Backward(float* gates, long gateStride, float* cPrevious, float* c, float* dh, long dhStride, float* dc, float* dgates, long dgateStride, long batch, long hidden)
        => Simd.ForRange(batch, Grain(hidden), new BackwardRows(gates, gateStride, cPrevious, c, dh, dhStride, dc, dgates, dgateStride, hidden));

    /// <summary>A step of an LSTM is small: rows are shared out only when a piece is worth a few microseconds.</summary>
    private static long Grain(long hidden) => Math.Max(1, (1 << 12) / Math.Max(1, hidden));

    private readonly struct ForwardRows(float* gates, long gateStride, float* cPrevious, float* c, float* h, long hStride, long hidden) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long b = start; b < end; b++)
            {
                long j = 0;
                for (; j + V.Count <= hidden; j += V.Count) Cell<V>(b, j);
                for (; j < hidden; j++) Cell<V1>(b, j);
            }
        }

        [MethodImpl(Simd.Inline)]
        private void Cell<V>(long b, long j)
            where V : struct, IVector<V>
        {
            float* gate = gates + (b * gateStride) + j;
            V input = VectorMath.Sigmoid(V.Load(gate)), forget = VectorMath.Sigmoid(V.Load(gate + hidden));
            V cell = VectorMath.Tanh(V.Load(gate + (2 * hidden))), output = VectorMath.Sigmoid(V.Load(gate + (3 * hidden)));
            input.Store(gate);
            forget.Store(gate + hidden);
            cell.Store(gate + (2 * hidden));
            output.Store(gate + (3 * hidden));
            V state = V.MulAdd(forget, V.Load(cPrevious + (b * hidden) + j), input * cell);
            state.Store(c + (b * hidden) + j);
            (output * VectorMath.Tanh(state)).Store(h + (b * hStride) + j);
        }
    }

    private readonly struct BackwardRows(
        float* gates, long gateStride, float* cPrevious, float* c, float* dh, long dhStride, float* dc, float* dgates, long dgateStride, long hidden) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (long b = start; b < end; b++)
            {
                long j = 0;
                for (; j + V.Count <= hidden; j += V.Count) Cell<V>(b, j);
                for (; j < hidden; j++) Cell<V1>(b, j);
            }
        }

        [MethodImpl(Simd.Inline)]
        private void Cell<V>(long b, long j)
            where V : struct, IVector<V>
        {
            float* gate = gates + (b * gateStride) + j, dgate = dgates + (b * dgateStride) + j;
            V one = V.All(1f), input = V.Load(gate), forget = V.Load(gate + hidden), cell = V.Load(gate + (2 * hidden)), output = V.Load(gate + (3 * hidden));
            V t = VectorMath.Tanh(V.Load(c + (b * hidden) + j)), gradH = V.Load(dh + (b * dhStride) + j);
            V gradC = V.MulAdd(gradH * output, one - (t * t), V.Load(dc + (b * hidden) + j));
            (gradC * cell * input * (one - input)).Store(dgate);
            (gradC * V.Load(cPrevious + (b * hidden) + j) * forget * (one - forget)).Store(dgate + hidden);
            (gradC * input * (one - (cell * cell))).Store(dgate + (2 * hidden));
            (gradH * t * output * (one - output)).Store(dgate + (3 * hidden));
            (gradC * forget).Store(dc + (b * hidden) + j);
        }
    }
}
