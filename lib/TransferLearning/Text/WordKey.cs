using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TransferLearning.Text;

/// <summary>
/// A word as a number. A word of up to eight ASCII characters is its own number, a byte a character, so that two such words are
/// equal if their numbers are; of any other word the number is a hash, which its highest bit says.
/// </summary>
internal static class WordKey
{
    private const int MostPacked = 8;
    private const ulong LowestBits = 0x0101_0101_0101_0101;
    private const ulong HighestBits = 0x8080_8080_8080_8080;
    private const ulong HashBit = 1UL << 63;

    /// <summary>Whether words of this number are equal without a look at their characters.</summary>
    public static bool IsWhole(ulong key) => (key & HashBit) == 0;

    /// <summary>A word's number.</summary>
    /// <param name="text">The text that the word stands in: what follows a short word is read with it.</param>
    /// <param name="word">Where the word stands; not empty.</param>
    public static ulong Of(ReadOnlySpan<char> text, TextSpan word)
    {
        if (word.Length > MostPacked)
        {
            return Hash(text[word.Start..word.End]);
        }

        var unused = 8 * (MostPacked - word.Length);
        var key = (word.Start + MostPacked <= text.Length ? PackEight(text[word.Start..]) : PackAtEnd(text[word.Start..word.End])) & (ulong.MaxValue >> unused);

        // Neither a byte that is more than ASCII, nor a zero, which could as well be no character at all.
        var bytes = key | (unused == 0 ? 0 : LowestBits << (64 - unused));
        return (((bytes - LowestBits) | bytes) & HighestBits) == 0 ? key : Hash(text[word.Start..word.End]);
    }

    private static ulong PackEight(ReadOnlySpan<char> text)
    {
        var characters = Vector128.Create(MemoryMarshal.Cast<char, ushort>(text));
        return Vector128.NarrowWithSaturation(characters, characters).AsUInt64().ToScalar();
    }

    private static ulong PackAtEnd(ReadOnlySpan<char> word)
    {
        var key = 0UL;
        for (var i = word.Length - 1; i >= 0; i--)
        {
            key = (key << 8) | Math.Min(word[i], byte.MaxValue);
        }

        return key;
    }

    private static ulong Hash(ReadOnlySpan<char> word) => HashBit | ((ulong)(uint)word.Length << 32) | (uint)string.GetHashCode(word);
}
