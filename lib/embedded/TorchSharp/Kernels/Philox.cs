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
    private const int BlockCounters = 16;

    /// <summary>How many counters a sequence of <paramref name="n"/> elements takes: the next sequence starts that much further.</summary>
    public static ulong Counters(long n) => (ulong)((n + BlockElements - 1) / BlockElements * BlockCounters);

    /// <summary>Uniform in [0, 1), multiples of 2⁻²⁴.</summary>
    public static void Uniform(float* y, long n, ulong seed, ulong offset)
    {
        for (long i = 0; i < n; i++) y[i] = ToUnit(Element(seed, offset, i));
    }

    /// <summary>Uniform in [0, 1), multiples of 2⁻⁵³; takes <see cref="Counters"/>(2n) counters.</summary>
    public static void Uniform(double* y, long n, ulong seed, ulong offset)
    {
        for (long i = 0; i < n; i++)
        {
            ulong bits = ((ulong)Element(seed, offset, 2 * i) << 32) | Element(seed, offset, (2 * i) + 1);
            y[i] = (bits >> 11) * (1.0 / (1L << 53));
        }
    }

    /// <summary>Standard normal by Box and Muller's transform; takes <see cref="Counters"/>(2n) counters.</summary>
    public static void Normal(float* y, long n, ulong seed, ulong offset)
    {
        for (long i = 0; i < n; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - ToUnit(Element(seed, offset, 2 * i))));
            y[i] = (float)(radius * Math.Cos(2 * Math.PI * ToUnit(Element(seed, offset, (2 * i) + 1))));
        }
    }

    /// <summary>32 random bits each.</summary>
    public static void Bits(uint* y, long n, ulong seed, ulong offset)
    {
        for (long i = 0; i < n; i++) y[i] = Element(seed, offset, i);
    }

    /// <summary>1 with probability <paramref name="p"/>, else 0.</summary>
    public static void Bernoulli(byte* y, long n, float p, ulong seed, ulong offset)
    {
        uint threshold = Threshold(p);
        for (long i = 0; i < n; i++) y[i] = Keeps(seed, offset, i, threshold, 1 - p) ? (byte)1 : (byte)0;
    }

    /// <summary>The 32 bits of element <paramref name="index"/> of the sequence.</summary>
    public static uint Element(ulong seed, ulong offset, long index)
    {
        ulong counter = offset + ((ulong)(index / BlockElements) * BlockCounters) + ((ulong)index % BlockCounters);
        return Word(seed, counter, (int)(index % BlockElements) / BlockCounters);
    }

    internal static uint Threshold(float keep) => (uint)Math.Min(Math.Max(keep, 0) * 4294967296.0, uint.MaxValue);

    internal static bool Keeps(ulong seed, ulong offset, long index, uint threshold, float drop) => drop < 1 && (drop <= 0 || Element(seed, offset, index) < threshold);

    internal static float ToUnit(uint bits) => (bits >> 8) * (1f / (1 << 24));

    private static uint Word(ulong seed, ulong counter, int word)
    {
        uint c0 = (uint)counter, c1 = (uint)(counter >> 32), c2 = 0, c3 = 0;
        uint k0 = (uint)seed, k1 = (uint)(seed >> 32);
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = (ulong)0xD2511F53 * c0, p1 = (ulong)0xCD9E8D57 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        return word switch { 0 => c0, 1 => c1, 2 => c2, _ => c3 };
    }
}
