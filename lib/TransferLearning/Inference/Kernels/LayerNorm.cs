using System.Runtime.CompilerServices;
using TorchSharp.Kernels;
using TorchSharp.Threading;

namespace TransferLearning.Inference.Kernels;

/// <summary>Layer normalisation of each token's vector (Ba, Kiros, Hinton 2016), in place: a vector of tokens runs down the features.</summary>
internal sealed unsafe class LayerNorm(float[] gain, float[] shift, float epsilon)
{
    /// <summary>Normalises, and applies what may follow.</summary>
    public void Run(Activations x, Activation activation = Activation.None) => WorkerPool.For(2 * x.Panels, new HalfPanels(this, x, new Epilogue(activation)));

    private readonly struct HalfPanels(LayerNorm norm, Activations x, Epilogue epilogue) : IParallelBody
    {
        private const int Half = Panel.Tokens / 2;

        public void Run(int chunk)
        {
            var (panel, half) = (chunk / 2, chunk % 2);
            if (half * Half >= x.Filled(panel)) return;
            Simd.Run(half * Half, (half + 1) * Half, new Columns(norm, x.At(panel), x.Features, epilogue));
        }
    }

    private readonly struct Columns(LayerNorm norm, float* panel, int features, Epilogue epilogue) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            for (var t = start; t < end; t += V.Count) Normalize<V>(panel + t);
        }

        [MethodImpl(Simd.Hot)]
        private void Normalize<V>(float* column)
            where V : struct, IVector<V>
        {
            var share = V.All(1f / features);
            V sum = V.Zero, odd = V.Zero;
            var f = 0;
            for (; f + 1 < features; f += 2)
            {
                sum += V.Load(column + ((long)f * Panel.Tokens));
                odd += V.Load(column + ((long)(f + 1) * Panel.Tokens));
            }

            if (f < features) sum += V.Load(column + ((long)f * Panel.Tokens));
            var mean = (sum + odd) * share;

            V squares = V.Zero, oddSquares = V.Zero;
            for (f = 0; f + 1 < features; f += 2)
            {
                var d = V.Load(column + ((long)f * Panel.Tokens)) - mean;
                squares = V.MulAdd(d, d, squares);
                d = V.Load(column + ((long)(f + 1) * Panel.Tokens)) - mean;
                oddSquares = V.MulAdd(d, d, oddSquares);
            }

            if (f < features)
            {
                var d = V.Load(column + ((long)f * Panel.Tokens)) - mean;
                squares = V.MulAdd(d, d, squares);
            }

            var scale = V.All(1f) / V.Sqrt(V.MulAdd(squares + oddSquares, share, V.All(norm.Epsilon)));
            fixed (float* gains = norm.Gain, shifts = norm.Shift)
            {
                for (f = 0; f < features; f++, column += Panel.Tokens)
                {
                    var normalized = (V.Load(column) - mean) * scale;
                    epilogue.Activate(V.MulAdd(normalized, V.All(gains[f]), V.All(shifts[f]))).Store(column);
                }
            }
        }
    }

    private float[] Gain => gain;

    private float[] Shift => shift;

    private float Epsilon => epsilon;
}
