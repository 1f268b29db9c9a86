using System.Buffers;

namespace TransferLearning.Text;

/// <summary>
/// GPT-2's spelling of bytes as characters that can be seen (Radford et al. 2019): printable Latin-1 stands for itself, the
/// other 68 bytes, in order, are U+0100 and following, so that a space is Ġ.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] s_characters = BuildCharacters();
    private static readonly Dictionary<char, byte> s_bytes = Enumerable.Range(0, 256).ToDictionary(value => s_characters[value], value => (byte)value);

    /// <summary>The spelling of each byte, by value.</summary>
    public static ReadOnlySpan<char> Characters => s_characters;

    /// <summary>The spelling of a space.</summary>
    public const char Space = '\u0120';

    /// <summary>Spells a text's UTF-8 bytes; half a surrogate pair becomes the replacement character.</summary>
    public static string Spell(ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = System.Text.Encoding.UTF8.GetBytes(text, bytes);
        var spelled = string.Create(count, bytes, static (characters, source) =>
        {
            for (var i = 0; i < characters.Length; i++)
            {
                characters[i] = s_characters[source[i]];
            }
        });
        ArrayPool<byte>.Shared.Return(bytes);
        return spelled;
    }

    /// <summary>The text that tokens spell; a token with a character outside the alphabet stands for itself.</summary>
    public static string Read(IEnumerable<string> tokens)
    {
        var bytes = new List<byte>();
        foreach (var token in tokens)
        {
            if (token.All(s_bytes.ContainsKey))
            {
                bytes.AddRange(token.Select(character => s_bytes[character]));
            }
            else
            {
                bytes.AddRange(System.Text.Encoding.UTF8.GetBytes(token));
            }
        }

        return System.Text.Encoding.UTF8.GetString([.. bytes]);
    }

    private static char[] BuildCharacters()
    {
        var characters = new char[256];
        var next = 256;
        for (var value = 0; value < 256; value++)
        {
            var isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            characters[value] = (char)(isPrintable ? value : next++);
        }

        return characters;
    }
}
