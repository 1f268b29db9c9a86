using System.Text;

namespace Microsoft.ML.Tokenizers;

/// <summary>
/// GPT-2's spelling of bytes: printable Latin-1 characters stand for themselves, the other bytes, in order, are U+0100 and following.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] s_spelling = BuildSpelling();
    private static readonly Dictionary<char, byte> s_bytes = Enumerable.Range(0, 256).ToDictionary(value => s_spelling[value], value => (byte)value);

    /// <summary>The spelling of each byte, by value.</summary>
    public static ReadOnlySpan<char> Characters => s_spelling;

    /// <summary>Spells a text's UTF-8 bytes and tells for each the index of the character that it came from.</summary>
    public static (char[] Spelled, int[] Origins) Spell(ReadOnlySpan<char> text)
    {
        var spelled = new List<char>(text.Length);
        var origins = new List<int>(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var consumed);
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                spelled.Add(s_spelling[value]);
                origins.Add(i);
            }

            i += consumed;
        }

        return ([.. spelled], [.. origins]);
    }

    /// <summary>Appends the bytes that a token spells; a character outside the alphabet stands for its own UTF-8 bytes.</summary>
    public static void AppendBytes(ReadOnlySpan<char> token, List<byte> bytes)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (!token.IsEmpty)
        {
            if (s_bytes.TryGetValue(token[0], out var value))
            {
                bytes.Add(value);
                token = token[1..];
                continue;
            }

            Rune.DecodeFromUtf16(token, out var rune, out var consumed);
            bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            token = token[consumed..];
        }
    }

    private static char[] BuildSpelling()
    {
        var spelling = new char[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            spelling[value] = (char)(isPrintable ? value : next++);
        }

        return spelling;
    }
}
