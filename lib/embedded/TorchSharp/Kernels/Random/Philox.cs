using System.Runtime.CompilerServices;
using TorchSharp.Threading;

namespace TorchSharp.Kernels;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011): random numbers as a pure function of seed and counter, so any piece of a
/// sequence can be made by anyone, in any order, and is the same.
/// </summary>
/// <remarks>
/// A counter gives four words. Elements are laid out in blocks of 64 = 16 counters × 4 words, word by word: element i of a sequence is word
/// (i mod 64) / 16 of counter offset + 16 · (i / 64) + i mod 16. So a 16-lane vector holds neighbours, whatever the hardware's width.
/// </remarks>
internal static unsafe class Philox
{
    public const int BlockElements = 64;
    public const int BlockCounters = 16;
    public const int Rounds = 10;

    // The published constants: two multipliers, and the golden ratio and √3 − 1 by which the key advances.
    public const uint Multiplier0 = 0xD2511F53;
    public const uint Multiplier1 = 0xCD9E8D57;
    public const uint Weyl0 = 0x9E3779B9;
    public const uint Weyl1 = 0xBB67AE85;

    /// <summary>Elements per parallel piece: 256 blocks.</summary>
    public const long Grain = 256 * BlockElements;

    /// <summary>How many counters a sequence of <paramref name="n"/> elements takes: the next sequence starts that much further.</summary>
    public static ulong Counters(long n) => (ulong)((n + BlockElements - 1) / BlockElements * BlockCounters);

    /// <summary>Uniform in [0, 1), multiples of 2⁻²⁴.</summary>
    public static void Uniform(float* y, long n, ulong seed, ulong offset) => Fill<float, UnitFloats>(y, n, seed, offset, default);

    /// <summary>Uniform in [0, 1), multiples of 2⁻⁵³; takes <see cref="Counters"/>(2n) counters.</summary>
    [MethodImpl(Simd.Hot)]
    public static void Uniform(double* y, long n, ulong seed, ulong offset)
    {
        // Each double takes two neighbouring words.
        uint* words = (uint*)y;
        Bits(words, 2 * n, seed, offset);
        for (long i = 0; i < n; i++) y[i] = ((((ulong)words[2 * i] << 32) | words[(2 * i) + 1]) >> 11) * (1.0 / (1L << 53));
    }

    /// <summary>Standard normal by Box and Muller's transform: in each block, words 0 … 31 give the radius and words 32 … 63 the angle of 32 pairs.</summary>
    public static void Normal(float* y, long n, ulong seed, ulong offset) => Fill<float, Normals>(y, n, seed, offset, default);

    /// <summary>32 random bits each.</summary>
    public static void Bits(uint* y, long n, ulong seed, ulong offset) => Fill<uint, Words>(y, n, seed, offset, default);

    /// <summary>The 32 bits of one element of the sequence: for the odd number here and there.</summary>
    public static uint Element(ulong seed, ulong offset, long index) => PhiloxReference.Element(seed, offset, index);

    /// <summary>A word below this comes with probability <paramref name="p"/>; for p = 1 all but one of 2³² words are.</summary>
    public static uint Threshold(float p) => (uint)Math.Min(Math.Max(p, 0) * 4294967296.0, uint.MaxValue);

    public static float ToUnit(uint bits) => (bits >> 8) * (1f / (1 << 24));

    private static void Fill<T, TTransform>(T* y, long n, ulong seed, ulong offset, TTransform transform)
        where T : unmanaged
        where TTransform : struct, IWordTransform<T>
        => WorkerPool.ForRange(n, Grain, new FillBody<T, TTransform>(y, seed, offset, transform));

    /// <summary>Block after block of words; the last one, if it is only partly wanted, by way of the stack.</summary>
    private readonly struct FillBody<T, TTransform>(T* y, ulong seed, ulong offset, TTransform transform) : IRangeBody
        where T : unmanaged
        where TTransform : struct, IWordTransform<T>
    {
        [MethodImpl(Simd.Hot)]
        public void Run(long start, long end)
        {
            uint* words = stackalloc uint[BlockElements];
            T* last = stackalloc T[BlockElements];
            for (long i = start; i < end; i += BlockElements)
            {
                PhiloxBlock.Fill(seed, offset + ((ulong)(i / BlockElements) * BlockCounters), words);
                bool whole = end - i >= BlockElements;
                transform.Apply(words, whole ? y + i : last);
                if (!whole) new Span<T>(last, (int)(end - i)).CopyTo(new Span<T>(y + i, (int)(end - i)));
            }
        }
    }
}
