using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TorchSharp.Kernels;

/// <summary>One block of the generator: 16 counters, 64 words.</summary>
/// <remarks>
/// Every state word sits in the low half of a 64-bit lane, because that is what the widening multiplication reads. Its high half holds rubbish after the
/// first round, which no later step looks at.
/// </remarks>
internal static unsafe class PhiloxBlock
{
    /// <summary>Fills words[16 · w + i] with word w of counter <paramref name="counter"/> + i.</summary>
    [MethodImpl(Simd.Inline)]
    public static void Fill(ulong seed, ulong counter, uint* words)
    {
        if (Avx512F.IsSupported && Simd.Level == SimdLevel.Vector512)
        {
            Fill512(seed, counter, words);
        }
        else if (Avx2.IsSupported && Simd.Level >= SimdLevel.Vector256)
        {
            for (ulong i = 0; i < Philox.BlockCounters; i += 8) Fill256(seed, counter + i, words + i);
        }
        else
        {
            for (int i = 0; i < Philox.BlockElements; i++)
                words[i] = PhiloxReference.Word(seed, counter + (ulong)(i % Philox.BlockCounters), 0, i / Philox.BlockCounters);
        }
    }

    [MethodImpl(Simd.Hot)]
    private static void Fill512(ulong seed, ulong counter, uint* words)
    {
        Vector512<ulong> first = Vector512.Create(counter) + Vector512<ulong>.Indices, second = first + Vector512.Create(8ul);
        Vector512<ulong> a0 = first, a1 = first >> 32, a2 = default, a3 = default, b0 = second, b1 = second >> 32, b2 = default, b3 = default;
        Vector512<uint> m0 = Vector512.Create(Philox.Multiplier0), m1 = Vector512.Create(Philox.Multiplier1);
        uint k0 = (uint)seed, k1 = (uint)(seed >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector512<ulong> key0 = Vector512.Create((ulong)k0), key1 = Vector512.Create((ulong)k1);
            Vector512<ulong> p0 = Avx512F.Multiply(a0.AsUInt32(), m0), p1 = Avx512F.Multiply(a2.AsUInt32(), m1);
            (a0, a1, a2, a3) = ((p1 >> 32) ^ a1 ^ key0, p1, (p0 >> 32) ^ a3 ^ key1, p0);
            p0 = Avx512F.Multiply(b0.AsUInt32(), m0);
            p1 = Avx512F.Multiply(b2.AsUInt32(), m1);
            (b0, b1, b2, b3) = ((p1 >> 32) ^ b1 ^ key0, p1, (p0 >> 32) ^ b3 ^ key1, p0);
            k0 += Philox.Weyl0;
            k1 += Philox.Weyl1;
        }

        Vector512.Narrow(a0, b0).Store(words);
        Vector512.Narrow(a1, b1).Store(words + 16);
        Vector512.Narrow(a2, b2).Store(words + 32);
        Vector512.Narrow(a3, b3).Store(words + 48);
    }

    [MethodImpl(Simd.Hot)]
    private static void Fill256(ulong seed, ulong counter, uint* words)
    {
        Vector256<ulong> first = Vector256.Create(counter) + Vector256<ulong>.Indices, second = first + Vector256.Create(4ul);
        Vector256<ulong> a0 = first, a1 = first >> 32, a2 = default, a3 = default, b0 = second, b1 = second >> 32, b2 = default, b3 = default;
        Vector256<uint> m0 = Vector256.Create(Philox.Multiplier0), m1 = Vector256.Create(Philox.Multiplier1);
        uint k0 = (uint)seed, k1 = (uint)(seed >> 32);
        for (int round = 0; round < Philox.Rounds; round++)
        {
            Vector256<ulong> key0 = Vector256.Create((ulong)k0), key1 = Vector256.Create((ulong)k1);
            Vector256<ulong> p0 = Avx2.Multiply(a0.AsUInt32(), m0), p1 = Avx2.Multiply(a2.AsUInt32(), m1);
            (a0, a1, a2, a3) = ((p1 >> 32) ^ a1 ^ key0, p1, (p0 >> 32) ^ a3 ^ key1, p0);
            p0 = Avx2.Multiply(b0.AsUInt32(), m0);
            p1 = Avx2.Multiply(b2.AsUInt32(), m1);
            (b0, b1, b2, b3) = ((p1 >> 32) ^ b1 ^ key0, p1, (p0 >> 32) ^ b3 ^ key1, p0);
            k0 += Philox.Weyl0;
            k1 += Philox.Weyl1;
        }

        Vector256.Narrow(a0, b0).Store(words);
        Vector256.Narrow(a1, b1).Store(words + 16);
        Vector256.Narrow(a2, b2).Store(words + 32);
        Vector256.Narrow(a3, b3).Store(words + 48);
    }
}
