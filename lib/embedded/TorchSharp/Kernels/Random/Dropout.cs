using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>Dropout whose mask is never stored: the counter-based generator makes the same one again for the backward.</summary>
internal static unsafe class Dropout
{
    /// <summary>
    /// y = x · mask / (1 − p). The backward is the same call on the gradient with the same seed and offset.
    /// Uses <see cref="Philox.Counters"/>(n) counters from <paramref name="offset"/>. y may be x. A NaN or infinity that is dropped becomes NaN, as in PyTorch.
    /// </summary>
    public static void Apply(float* x, float* y, long n, float p, ulong seed, ulong offset) => Simd.ForRange(n, Philox.Grain, new Body(x, y, p, seed, offset));

    private readonly struct Body(float* x, float* y, float p, ulong seed, ulong offset) : IVectorBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run<V>(long start, long end)
            where V : struct, IVector<V>
        {
            var keep = new KeepFactors(p);
            uint* words = stackalloc uint[Philox.BlockElements];
            float* factors = stackalloc float[Philox.BlockElements];
            for (long i = start; i < end; i += Philox.BlockElements)
            {
                PhiloxBlock.Fill(seed, offset + ((ulong)(i / Philox.BlockElements) * Philox.BlockCounters), words);
                keep.Apply(words, factors);
                int count = (int)Math.Min(Philox.BlockElements, end - i), j = 0;
                for (; j + V.Count <= count; j += V.Count) Step<V>(i + j, factors + j);
                for (; j < count; j++) Step<V1>(i + j, factors + j);
            }
        }

        [MethodImpl(Simd.Inline)]
        private void Step<V>(long i, float* factor)
            where V : struct, IVector<V> => (V.Load(x + i) * V.Load(factor)).Store(y + i);
    }
}
