using System.Text.RegularExpressions;

namespace Microsoft.ML.Tokenizers;

/// <summary>Splits a text into the pieces that a model tokenizes one by one.</summary>
public abstract partial class PreTokenizer
{
    private static RegexPreTokenizer? s_whiteSpace;
    private static RegexPreTokenizer? s_wordOrNonWord;
    private static RegexPreTokenizer? s_wordOrPunctuation;

    /// <summary>The pieces as offsets and lengths in UTF-16 units.</summary>
    public abstract IEnumerable<(int Offset, int Length)> PreTokenize(string text);

    /// <inheritdoc cref="PreTokenize(string)"/>
    public abstract IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text);

    /// <summary>Splits at white space.</summary>
    public static PreTokenizer CreateWhiteSpace(IReadOnlyDictionary<string, int>? specialTokens = null) =>
        specialTokens is null ? s_whiteSpace ??= new(WhiteSpace(), null) : new RegexPreTokenizer(WhiteSpace(), specialTokens);

    /// <summary>Splits into runs of word characters and runs of everything else but white space.</summary>
    public static PreTokenizer CreateWordOrNonWord(IReadOnlyDictionary<string, int>? specialTokens = null) =>
        specialTokens is null ? s_wordOrNonWord ??= new(WordOrNonWord(), null) : new RegexPreTokenizer(WordOrNonWord(), specialTokens);

    /// <summary>Splits into runs of word characters and single punctuation marks; symbols such as $ are dropped.</summary>
    public static PreTokenizer CreateWordOrPunctuation(IReadOnlyDictionary<string, int>? specialTokens = null) =>
        specialTokens is null ? s_wordOrPunctuation ??= new(WordOrPunctuation(), null) : new RegexPreTokenizer(WordOrPunctuation(), specialTokens);

    [GeneratedRegex(@"\S+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"\w+|[^\w\s]+")]
    private static partial Regex WordOrNonWord();

    [GeneratedRegex(@"\w+|[\p{P}]")]
    private static partial Regex WordOrPunctuation();
}
