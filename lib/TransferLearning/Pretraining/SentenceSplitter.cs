using System.Text.RegularExpressions;

namespace TransferLearning.Pretraining;

/// <summary>
/// Parts English text into sentences by rule: a full stop, question mark or exclamation mark ends one when white space
/// and a capital letter, digit or opening quotation mark follow, unless the stop belongs to an abbreviation.
/// </summary>
public static partial class SentenceSplitter
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "gen", "gov", "sen", "rep", "col", "capt", "lt", "sgt", "rev", "hon",
        "messrs", "vs", "etc", "no", "vol", "fig", "cf", "e.g", "i.e", "u.s", "co", "inc", "ltd", "approx", "dept", "jan", "feb",
        "mar", "apr", "aug", "sept", "oct", "nov", "dec",
    };

    /// <summary>The sentences, without the white space between them.</summary>
    public static IEnumerable<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SplitAtEnds(text);
    }

    private static IEnumerable<string> SplitAtEnds(string text)
    {
        var start = 0;
        foreach (Match end in SentenceEnd().Matches(text))
        {
            if (end.Groups["stop"].Value == "." && EndsWithAbbreviation(text.AsSpan(start, end.Index - start))) continue;
            var next = end.Index + end.Length;
            yield return text[start..next].Trim();
            start = next;
        }

        var rest = text[start..].Trim();
        if (rest.Length > 0) yield return rest;
    }

    private static bool EndsWithAbbreviation(ReadOnlySpan<char> before)
    {
        var word = before[(before.LastIndexOfAny(' ', '(', '"') + 1)..];
        return (word.Length == 1 && char.IsAsciiLetterUpper(word[0])) || Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    [GeneratedRegex("""(?<stop>[.!?])["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9])""", RegexOptions.ExplicitCapture)]
    private static partial Regex SentenceEnd();
}
