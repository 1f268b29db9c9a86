using TransferLearning.Text;

namespace TransferLearning.Data;

/// <summary>
/// Finds texts that are nearly the same: their sets of words overlap by at least a share (the Jaccard index). Texts that are
/// linked through others belong together. Only pairs that can reach the share are compared, by prefix filtering
/// (Bayardo, Ma and Srikant, "Scaling Up All Pairs Similarity Search", WWW 2007), so the result is exact.
/// </summary>
public static class NearDuplicates
{
    // 0.55 · 100 is a little more than 55 in floating point.
    private const double Rounding = 1e-9;

    /// <summary>Puts texts into groups of near-duplicates.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="threshold">The Jaccard index from which on two texts count as nearly the same, in (0, 1].</param>
    /// <returns>For each text the position of the first text of its group: its own position where nothing before it is alike. Texts without words are a group of their own.</returns>
    public static IReadOnlyList<int> Group(IReadOnlyList<string> texts, double threshold = 0.6)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (!(threshold is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold is a share of common words, above 0 and at most 1.");

        var sets = WordSets(texts);
        int[] first = [.. Enumerable.Range(0, texts.Count)];
        var textsOfWord = new Dictionary<int, List<int>>();
        for (var text = 0; text < sets.Length; text++)
        {
            var words = sets[text];
            foreach (var other in Candidates(words, threshold, textsOfWord))
            {
                if (Jaccard(words, sets[other]) >= threshold - Rounding) Join(first, text, other);
            }

            foreach (var word in Prefix(words, threshold))
            {
                if (!textsOfWord.TryGetValue(word, out var holders)) textsOfWord[word] = holders = [];
                holders.Add(text);
            }
        }

        return [.. Enumerable.Range(0, texts.Count).Select(text => Root(first, text))];
    }

    /// <summary>Each text's different words as numbers, from the rarest word to the most frequent.</summary>
    private static int[][] WordSets(IReadOnlyList<string> texts)
    {
        string[][] words = [.. texts.Select(text => WordVocabulary.Split(text).Where(token => token.Any(char.IsLetterOrDigit)).Distinct().ToArray())];
        var rank = words.SelectMany(set => set).CountBy(word => word)
            .OrderBy(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
            .Select((count, number) => (count.Key, number))
            .ToDictionary(entry => entry.Key, entry => entry.number);
        return [.. words.Select(set => set.Select(word => rank[word]).Order().ToArray())];
    }

    /// <summary>The earlier texts that share one of a text's rarest words: no other can be alike.</summary>
    private static HashSet<int> Candidates(int[] words, double threshold, Dictionary<int, List<int>> textsOfWord)
    {
        var found = new HashSet<int>();
        foreach (var word in Prefix(words, threshold))
        {
            if (textsOfWord.TryGetValue(word, out var holders)) found.UnionWith(holders);
        }

        return found;
    }

    /// <summary>
    /// The rarest words of a text, so many that a text which has none of them lacks too much to be alike. Of n words, at least
    /// threshold · n have to be common, so the first n − ⌈threshold · n⌉ + 1 cannot all be missing.
    /// </summary>
    private static ReadOnlySpan<int> Prefix(int[] words, double threshold) =>
        words.AsSpan(0, words.Length == 0 ? 0 : words.Length - (int)Math.Ceiling((threshold * words.Length) - Rounding) + 1);

    private static double Jaccard(int[] one, int[] other)
    {
        var (i, j, common) = (0, 0, 0);
        while (i < one.Length && j < other.Length)
        {
            if (one[i] == other[j]) common++;
            (i, j) = (one[i] <= other[j] ? i + 1 : i, other[j] <= one[i] ? j + 1 : j);
        }

        return common / (double)(one.Length + other.Length - common);
    }

    private static void Join(int[] first, int text, int other)
    {
        var (a, b) = (Root(first, text), Root(first, other));
        first[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(int[] first, int text)
    {
        while (first[text] != text) text = first[text];
        return text;
    }
}
