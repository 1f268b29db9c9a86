using System.Globalization;
using System.Text;

namespace TransferLearning.Text;

/// <summary>
/// BERT's normalization (Devlin et al. 2019, as in Hugging Face's <c>BertNormalizer</c>): drop control characters, make every
/// white space a plain one, put spaces around Chinese characters, remove accents, lower-case.
/// </summary>
public sealed record BertTextNormalizer
{
    /// <summary>Whether upper case becomes lower case.</summary>
    public bool Lowercase { get; init; } = true;

    /// <summary>Whether accents are removed; when null, they are if <see cref="Lowercase"/> is set.</summary>
    public bool? StripAccents { get; init; }

    /// <summary>Whether control characters are dropped and white space made plain.</summary>
    public bool CleanText { get; init; } = true;

    /// <summary>Whether each Chinese character becomes a word.</summary>
    public bool HandleChineseCharacters { get; init; } = true;

    /// <summary>The normalized text.</summary>
    public string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var normalized = new AlignedText();
        Normalize(text, normalized);
        return normalized.ToString();
    }

    /// <summary>Normalizes into a buffer that keeps each character's origin.</summary>
    internal void Normalize(ReadOnlySpan<char> text, AlignedText normalized)
    {
        normalized.Clear();
        for (var i = 0; i < text.Length;)
        {
            var character = text[i];
            if (!char.IsAscii(character))
            {
                Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
                Append(rune, i, i + length, normalized);
                i += length;
                continue;
            }

            i++;
            if (CleanText && (character < ' ' || character == '\u007F'))
            {
                if (character is not ('\t' or '\n' or '\r'))
                {
                    continue;
                }

                character = ' ';
            }

            normalized.Append(Lowercase && char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character, i - 1, i);
        }
    }

    private void Append(Rune rune, int start, int end, AlignedText normalized)
    {
        if (CleanText)
        {
            if (rune == Rune.ReplacementChar || IsControl(rune))
            {
                return;
            }

            if (Rune.IsWhiteSpace(rune))
            {
                normalized.Append(' ', start, end);
                return;
            }
        }

        var isChinese = HandleChineseCharacters && IsChinese(rune.Value);
        if (isChinese)
        {
            normalized.Append(' ', start, end);
        }

        Span<char> rest = stackalloc char[BaseLetters.MaxUnits];
        var length = StripAccents ?? Lowercase ? BaseLetters.Strip(rune, rest) : rune.EncodeToUtf16(rest);
        for (ReadOnlySpan<char> open = rest[..length]; !open.IsEmpty;)
        {
            Rune.DecodeFromUtf16(open, out var part, out var consumed);
            AppendCased(part, start, end, normalized);
            open = open[consumed..];
        }

        if (isChinese)
        {
            normalized.Append(' ', start, end);
        }
    }

    private void AppendCased(Rune rune, int start, int end, AlignedText normalized)
    {
        if (Lowercase && rune.Value == 'İ')
        {
            // The one letter whose lower case is two characters.
            normalized.Append('i', start, end);
            normalized.Append('\u0307', start, end);
            return;
        }

        Span<char> units = stackalloc char[2];
        var length = (Lowercase ? Rune.ToLowerInvariant(rune) : rune).EncodeToUtf16(units);
        foreach (var unit in units[..length])
        {
            normalized.Append(unit, start, end);
        }
    }

    // Unassigned code points stay, as in Hugging Face's library.
    private static bool IsControl(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse;

    // The blocks of Hugging Face's library, which begins the last but two of them at 2B920 instead of 2B820.
    private static bool IsChinese(int codePoint) => codePoint is
        (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
