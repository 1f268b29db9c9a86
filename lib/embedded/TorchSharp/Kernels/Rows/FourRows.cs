using System.Runtime.CompilerServices;

namespace TorchSharp.Kernels;

/// <summary>
/// How far behind the first row the second, third and fourth are, for kernels that take four rows at a time: while one row's sum is drawn together, in a chain of
/// instructions that wait for one another, the others keep the processor busy. Where fewer than four rows are left, the last one stands for those that are
/// missing: it is computed again and written again, with the same result, so every row is computed in the same way wherever it stands.
/// </summary>
internal readonly struct FourRows
{
    /// <summary>Columns up to which four rows and their results stay in L1; longer rows keep the processor busy alone.</summary>
    private const long Longest = 1536;

    /// <param name="left">Rows that are left, at least one.</param>
    public FourRows(long left)
    {
        Second = Math.Min(1, left - 1);
        Third = Math.Min(2, left - 1);
        Fourth = Math.Min(3, left - 1);
    }

    public long Second { get; }

    public long Third { get; }

    public long Fourth { get; }

    /// <summary>Rows of whole vectors that are not too long.</summary>
    public static bool Suit<V>(long cols)
        where V : struct, IVector<V> => cols <= Longest && cols % V.Count == 0;

    /// <summary>Sends for a cache line in each of the four rows that follow: they come from L3 or memory while the kernel makes its last pass over these four.</summary>
    /// <param name="first">A place in the first of these four.</param>
    /// <param name="cols">Floats to a row.</param>
    [MethodImpl(Simd.Inline)]
    public static unsafe void FetchNext(float* first, long cols)
    {
        Simd.Prefetch(first + (4 * cols));
        Simd.Prefetch(first + (5 * cols));
        Simd.Prefetch(first + (6 * cols));
        Simd.Prefetch(first + (7 * cols));
    }
}
