namespace TorchSharp.Kernels;

/// <summary>The plain twin of <see cref="Philox"/>: one element at a time.</summary>
internal static class PhiloxReference
{
    /// <summary>The 32 bits of element <paramref name="index"/> of the sequence.</summary>
    public static uint Element(ulong seed, ulong offset, long index)
    {
        ulong counter = offset + ((ulong)(index / Philox.BlockElements) * Philox.BlockCounters) + ((ulong)index % Philox.BlockCounters);
        return Word(seed, counter, 0, (int)(index % Philox.BlockElements) / Philox.BlockCounters);
    }

    /// <summary>Word 0 … 3 of the generator for the 128-bit counter (low, high) and the 64-bit key: the algorithm as published.</summary>
    public static uint Word(ulong key, ulong counterLow, ulong counterHigh, int word)
    {
        uint c0 = (uint)counterLow, c1 = (uint)(counterLow >> 32), c2 = (uint)counterHigh, c3 = (uint)(counterHigh >> 32);
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            ulong p0 = (ulong)Philox.Multiplier0 * c0, p1 = (ulong)Philox.Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += Philox.Weyl0;
            k1 += Philox.Weyl1;
        }

        return word switch { 0 => c0, 1 => c1, 2 => c2, _ => c3 };
    }

    /// <summary>Whether dropout keeps an element.</summary>
    public static bool Keeps(ulong seed, ulong offset, long index, float drop) => Element(seed, offset, index) < Philox.Threshold(1 - drop);
}
