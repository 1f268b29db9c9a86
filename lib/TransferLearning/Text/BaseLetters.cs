using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace TransferLearning.Text;

/// <summary>
/// Removes accents as BERT does: canonical decomposition, then without the non-spacing marks. The table is our own because
/// .NET decomposes nothing when globalization is invariant, and tokens must not depend on the machine.
/// </summary>
internal static class BaseLetters
{
    /// <summary>The most UTF-16 units that are left of a character: a musical note with its stem and flag is three characters of two units.</summary>
    public const int MaxUnits = 6;

    private const int HangulFirst = 0xAC00;
    private const int HangulLast = 0xD7A3;
    private const int VowelsPerConsonant = 21;
    private const int FinalsPerVowel = 28;

    private static readonly FrozenDictionary<int, string> s_table = Read();

    /// <summary>Writes what is left of a character.</summary>
    /// <param name="rune">Any character.</param>
    /// <param name="destination">Room for at least <see cref="MaxUnits"/> UTF-16 units.</param>
    /// <returns>How many units were written; 0 for a non-spacing mark.</returns>
    public static int Strip(Rune rune, Span<char> destination)
    {
        if (rune.Value is >= HangulFirst and <= HangulLast)
        {
            return DecomposeHangul(rune.Value - HangulFirst, destination);
        }

        if (s_table.TryGetValue(rune.Value, out var rest))
        {
            rest.CopyTo(destination);
            return rest.Length;
        }

        return Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark ? 0 : rune.EncodeToUtf16(destination);
    }

    /// <summary>A syllable is a leading consonant, a vowel and perhaps a final consonant (the Unicode standard, section 3.12).</summary>
    private static int DecomposeHangul(int syllable, Span<char> destination)
    {
        destination[0] = (char)(0x1100 + (syllable / (VowelsPerConsonant * FinalsPerVowel)));
        destination[1] = (char)(0x1161 + (syllable / FinalsPerVowel % VowelsPerConsonant));
        var final = syllable % FinalsPerVowel;
        if (final == 0)
        {
            return 2;
        }

        destination[2] = (char)(0x11A7 + final);
        return 3;
    }

    private static FrozenDictionary<int, string> Read()
    {
        const string Name = "TransferLearning.Text.base-letters.txt";
        var stream = typeof(BaseLetters).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Name}: build it again.");
        using var reader = new StreamReader(stream);
        var table = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var fields = line.Split(' ');
            var rest = string.Concat(fields[0].Split('+').Select(code => char.ConvertFromUtf32(ParseHex(code))));
            foreach (var code in fields.AsSpan(1))
            {
                table.Add(ParseHex(code), rest);
            }
        }

        return table.ToFrozenDictionary();
    }

    private static int ParseHex(string code) => int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
