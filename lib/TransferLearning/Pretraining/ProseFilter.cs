namespace TransferLearning.Pretraining;

/// <summary>Tells sentences from tables, program listings, addresses and rules of dashes.</summary>
public static class ProseFilter
{
    private const int FewestWords = 5;
    private const double LeastShareOfLetters = 0.75;
    private const double LeastShareOfLowerCase = 0.6;
    private const double LongestMeanWord = 9;

    /// <summary>Whether a paragraph is long enough and is mostly made of lower-case words.</summary>
    public static bool IsProse(string paragraph)
    {
        ArgumentNullException.ThrowIfNull(paragraph);
        var words = CountWords(paragraph);
        if (words < FewestWords || (double)paragraph.Length / words > LongestMeanWord) return false;

        int letters = 0, lowerCase = 0;
        foreach (var character in paragraph)
        {
            if (char.IsLetter(character) || character == ' ') letters++;
            if (char.IsLower(character)) lowerCase++;
        }

        return letters >= LeastShareOfLetters * paragraph.Length && lowerCase >= LeastShareOfLowerCase * paragraph.Length;
    }

    /// <summary>The number of words, counted at white space.</summary>
    internal static int CountWords(string text)
    {
        var count = 0;
        foreach (var _ in text.AsSpan().SplitAny(' ', '\t', '\n')) count++;
        return count;
    }
}
