using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TorchSharp.Kernels;
using TorchSharp.Threading;

namespace TransferLearning.Inference.Kernels;

/// <summary>Tokens' vectors rounded to bytes for a product: [panel, quad of features, token, 4], and a scale for each token.</summary>
internal readonly unsafe struct Int8Activations
{
    private const int Half = Panel.Tokens / 2;

    private readonly byte* _values;
    private readonly float* _scales;
    private readonly int _quads;

    private Int8Activations(byte* values, float* scales, int quads)
    {
        _values = values;
        _scales = scales;
        _quads = quads;
    }

    /// <summary>Rounds vectors to bytes.</summary>
    /// <param name="x">The vectors.</param>
    /// <param name="range">The largest size of a value, beyond which values are cut off; null for each token's own.</param>
    /// <param name="offset">What is added to each byte.</param>
    /// <param name="workspace">Where the bytes go; they last until the next call.</param>
    public static Int8Activations Quantize(Activations x, float? range, int offset, Workspace workspace)
    {
        var quads = (x.Features + 3) / 4;
        var values = (byte*)workspace.Bytes(Workspace.Slot.Quantized, (long)x.Panels * quads * 4 * Panel.Tokens);
        var scales = (float*)workspace.Bytes(Workspace.Slot.QuantizedScales, (long)x.Panels * Panel.Tokens * sizeof(float));
        var quantized = new Int8Activations(values, scales, quads);
        WorkerPool.For(2 * x.Panels, new HalfPanels(quantized, x, range, offset));
        return quantized;
    }

    /// <summary>A panel's bytes: [quad, token, 4].</summary>
    public byte* Values(int panel) => _values + ((long)panel * _quads * 4 * Panel.Tokens);

    /// <summary>A panel's scales: [token].</summary>
    public float* Scales(int panel) => _scales + ((long)panel * Panel.Tokens);

    private readonly struct HalfPanels(Int8Activations target, Activations x, float? range, int offset) : IParallelBody
    {
        [MethodImpl(Simd.Hot)]
        public void Run(int chunk)
        {
            var (panel, half) = (chunk / 2, chunk % 2);
            if (half * Half >= x.Filled(panel)) return;
            for (var t = half * Half; t < (half + 1) * Half; t += 8) Column(x.At(panel) + t, target.Values(panel) + (4 * t), target.Scales(panel) + t);
        }

        /// <summary>Eight tokens.</summary>
        [MethodImpl(Simd.Hot)]
        private void Column(float* source, byte* values, float* scales)
        {
            var largest = range is { } given ? Vector256.Create(given) : Largest(source);
            (largest * (1f / Int8Matrix.Largest)).Store(scales);
            var factor = Vector256.ConditionalSelect(Vector256.GreaterThan(largest, Vector256<float>.Zero), Vector256.Create((float)Int8Matrix.Largest) / largest, Vector256<float>.Zero);
            var shift = Vector256.Create(offset);
            for (var f = 0; f < x.Features; f += 4, source += 4 * Panel.Tokens, values += 4 * Panel.Tokens)
            {
                var bytes = Byte(source, factor, shift);
                if (f + 1 < x.Features) bytes |= Byte(source + Panel.Tokens, factor, shift) << 8;
                if (f + 2 < x.Features) bytes |= Byte(source + (2 * Panel.Tokens), factor, shift) << 16;
                if (f + 3 < x.Features) bytes |= Byte(source + (3 * Panel.Tokens), factor, shift) << 24;
                bytes.AsByte().Store(values);
            }
        }

        [MethodImpl(Simd.Inline)]
        private static Vector256<int> Byte(float* source, Vector256<float> factor, Vector256<int> shift)
        {
            var bound = Vector256.Create((float)Int8Matrix.Largest);
            var scaled = Vector256.Min(Vector256.Max(Vector256.Load(source) * factor, -bound), bound);
            return (Vector256.ConvertToInt32(Vector256.Round(scaled)) + shift) & Vector256.Create(0xFF);
        }

        [MethodImpl(Simd.Inline)]
        private Vector256<float> Largest(float* source)
        {
            Vector256<float> even = Vector256.Abs(Vector256.Load(source)), odd = even;
            var f = 1;
            for (; f + 1 < x.Features; f += 2)
            {
                even = Vector256.Max(even, Vector256.Abs(Vector256.Load(source + ((long)f * Panel.Tokens))));
                odd = Vector256.Max(odd, Vector256.Abs(Vector256.Load(source + ((long)(f + 1) * Panel.Tokens))));
            }

            if (f < x.Features) even = Vector256.Max(even, Vector256.Abs(Vector256.Load(source + ((long)f * Panel.Tokens))));
            return Vector256.Max(even, odd);
        }
    }
}
