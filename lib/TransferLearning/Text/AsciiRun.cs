using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TransferLearning.Text;

/// <summary>Measures runs of ASCII letters and digits, eight characters at a time: most words are one run.</summary>
internal static class AsciiRun
{
    /// <summary>How many of the first characters are ASCII letters.</summary>
    public static int OfLetters(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (; at + Vector128<ushort>.Count <= text.Length; at += Vector128<ushort>.Count)
        {
            if (~AreLetters(Load(text[at..])) is var others && others != Vector128<ushort>.Zero)
            {
                return at + IndexOfFirst(others);
            }
        }

        while (at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>How many of the first characters are ASCII letters or digits.</summary>
    public static int OfLettersAndDigits(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (; at + Vector128<ushort>.Count <= text.Length; at += Vector128<ushort>.Count)
        {
            var characters = Load(text[at..]);
            if (~(AreLetters(characters) | AreDigits(characters)) is var others && others != Vector128<ushort>.Zero)
            {
                return at + IndexOfFirst(others);
            }
        }

        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static Vector128<ushort> Load(ReadOnlySpan<char> text) => Vector128.Create(MemoryMarshal.Cast<char, ushort>(text));

    // Subtraction wraps around: what lies before the first letter becomes greater than the last.
    private static Vector128<ushort> AreLetters(Vector128<ushort> characters) =>
        Vector128.LessThan((characters | Vector128.Create((ushort)0x20)) - Vector128.Create((ushort)'a'), Vector128.Create((ushort)26));

    private static Vector128<ushort> AreDigits(Vector128<ushort> characters) =>
        Vector128.LessThan(characters - Vector128.Create((ushort)'0'), Vector128.Create((ushort)10));

    private static int IndexOfFirst(Vector128<ushort> set) => BitOperations.TrailingZeroCount(set.ExtractMostSignificantBits());
}
