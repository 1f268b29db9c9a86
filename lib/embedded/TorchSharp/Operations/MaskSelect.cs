using System.Runtime.Intrinsics;

namespace TorchSharp.Engine;

/// <summary>Choosing between two rows of 32-bit values by a row of truth values, without branches.</summary>
internal static unsafe class MaskSelect
{
    /// <param name="result">Where the chosen values go.</param>
    /// <param name="condition">One byte per element; not 0 chooses <paramref name="x"/>.</param>
    /// <param name="x">The values if true.</param>
    /// <param name="repeatX">Whether <paramref name="x"/> is one value for all elements.</param>
    /// <param name="y">The values if false.</param>
    /// <param name="repeatY">Whether <paramref name="y"/> is one value for all elements.</param>
    /// <param name="count">The number of elements.</param>
    internal static void Run(int* result, byte* condition, int* x, bool repeatX, int* y, bool repeatY, long count)
    {
        long i = 0;
        if (Vector256.IsHardwareAccelerated && count >= 16)
        {
            var allX = Vector256.Create(*x);
            var allY = Vector256.Create(*y);
            for (; i <= count - 16; i += 16)
            {
                var isFalse = Vector128.Equals(Vector128.Load(condition + i), Vector128<byte>.Zero);
                var (low, high) = Vector256.Widen(Vector256.WidenLower(isFalse.AsSByte().ToVector256Unsafe()));
                Select(result + i, low, repeatX ? allX : Vector256.Load(x + i), repeatY ? allY : Vector256.Load(y + i));
                Select(result + i + 8, high, repeatX ? allX : Vector256.Load(x + i + 8), repeatY ? allY : Vector256.Load(y + i + 8));
            }
        }

        for (; i < count; i++) result[i] = condition[i] != 0 ? x[repeatX ? 0 : i] : y[repeatY ? 0 : i];
    }

    private static void Select(int* result, Vector256<int> isFalse, Vector256<int> x, Vector256<int> y) =>
        Vector256.ConditionalSelect(isFalse, y, x).Store(result);
}
