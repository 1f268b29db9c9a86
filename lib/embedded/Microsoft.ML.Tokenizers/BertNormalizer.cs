using System.Globalization;
using System.Text;

namespace Microsoft.ML.Tokenizers;

/// <summary>Drops control characters, makes every space plain, and, as asked, lower-cases, removes accents, sets off Chinese characters.</summary>
internal sealed class BertNormalizer(bool lowerCase, bool individuallyTokenizeCjk, bool removeNonSpacingMarks) : Normalizer
{
    public override string Normalize(ReadOnlySpan<char> original) => Normalize(original.ToString());

    public override string Normalize(string original)
    {
        var text = removeNonSpacingMarks ? original.Normalize(NormalizationForm.FormD) : original;
        var normalized = new StringBuilder(text.Length);
        Span<char> buffer = stackalloc char[2];
        for (var i = 0; i < text.Length;)
        {
            var length = char.IsSurrogatePair(text, i) ? 2 : 1;
            var character = text.AsSpan(i, length);
            var category = CharUnicodeInfo.GetUnicodeCategory(text, i);
            i += length;
            switch (category)
            {
                case UnicodeCategory.Control:
                case UnicodeCategory.OtherSymbol when character[0] == '\uFFFD':
                case UnicodeCategory.NonSpacingMark when removeNonSpacingMarks:
                    break;
                case UnicodeCategory.SpaceSeparator:
                    normalized.Append(' ');
                    break;
                case UnicodeCategory.UppercaseLetter when lowerCase:
                    normalized.Append(buffer[..character.ToLowerInvariant(buffer)]);
                    break;
                default:
                    var isCjk = individuallyTokenizeCjk && category == UnicodeCategory.OtherLetter && IsCjk(character);
                    normalized.Append(isCjk ? " " : "").Append(character).Append(isCjk ? " " : "");
                    break;
            }
        }

        return normalized.ToString().Normalize(NormalizationForm.FormC);
    }

    private static bool IsCjk(ReadOnlySpan<char> character) =>
        (character.Length == 2 ? char.ConvertToUtf32(character[0], character[1]) : character[0]) is
            (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x2A6DF)
            or (>= 0x2A700 and <= 0x2CEAF) or (>= 0x2F800 and <= 0x2FA1F);
}
