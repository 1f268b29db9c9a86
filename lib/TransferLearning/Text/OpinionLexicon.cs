using System.Globalization;
using System.Text.RegularExpressions;

namespace TransferLearning.Text;

/// <summary>
/// Words that people use to praise and to blame, each with a valence from −5 (worst) to 5 (best), as AFINN (Nielsen 2011) and
/// VADER (Hutto and Gilbert 2014) list them. Counting them is the oldest way to guess a text's sentiment without an example.
/// </summary>
/// <param name="valences">The words in lower case, each with its valence.</param>
public sealed partial class OpinionLexicon(IReadOnlyDictionary<string, double> valences)
{
    /// <summary>What a negation does to the valence of the word it denies: VADER measured −0.74.</summary>
    private const double NegationFactor = -0.74;

    /// <summary>A negation reaches this many words further.</summary>
    private const int NegationReach = 3;

    private static readonly HashSet<string> Negations =
        ["not", "no", "never", "nothing", "nobody", "none", "neither", "nor", "cannot", "without", "hardly", "barely"];

    /// <summary>The number of words.</summary>
    public int Count => valences.Count;

    /// <summary>Reads word lists and joins them: a word in several has the mean of its valences.</summary>
    /// <param name="files">
    /// Files with a word and its valence in the first two columns, separated by a tab or a comma; a header is skipped, and so
    /// is what is no single word (smileys, phrases).
    /// </param>
    /// <exception cref="InvalidDataException">A file holds no word with a valence.</exception>
    public static OpinionLexicon Load(params IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var found = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var isEmpty = true;
            foreach (var line in File.ReadLines(file))
            {
                if (line.Split('\t', ',') is not [var word, var value, ..]) continue;
                if (!SingleWord().IsMatch(word) || !double.TryParse(value, CultureInfo.InvariantCulture, out var valence)) continue;
                if (!found.TryGetValue(word, out var list)) found[word] = list = [];
                list.Add(valence);
                isEmpty = false;
            }

            if (isEmpty)
            {
                throw new InvalidDataException($"'{file}' holds no word with a valence: each line wants a word, a tab or a comma, and a number.");
            }
        }

        return new OpinionLexicon(found.ToDictionary(pair => pair.Key, pair => pair.Value.Average(), StringComparer.Ordinal));
    }

    /// <summary>The sum of the valences of a text's words; a word up to three words after a negation counts −0.74 times. 0 where there are none.</summary>
    public double Score(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sum = 0.0;
        var reach = 0;
        foreach (var match in Words().EnumerateMatches(text))
        {
            var word = text.AsSpan(match.Index, match.Length).ToString().ToLowerInvariant().Replace('’', '\'');
            if (Negations.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal))
            {
                reach = NegationReach;
                continue;
            }

            if (valences.TryGetValue(word, out var valence)) sum += reach > 0 ? NegationFactor * valence : valence;
            reach--;
        }

        return sum;
    }

    /// <summary>Whether a text praises (1) or blames (0), as far as its opinion words tell; <see langword="null"/> where they are too few or contradict each other.</summary>
    /// <param name="text">The text.</param>
    /// <param name="threshold">The least absolute score that counts as a verdict, above 0.</param>
    public int? Polarity(string text, double threshold = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        var score = Score(text);
        return score >= threshold ? 1 : score <= -threshold ? 0 : null;
    }

    [GeneratedRegex(@"^\p{Ll}[\p{Ll}'-]*$")]
    private static partial Regex SingleWord();

    [GeneratedRegex(@"\p{L}+(?:['’]\p{L}+)*")]
    private static partial Regex Words();
}
