using System.Globalization;
using TransferLearning.Text;
using static TorchSharp.torch;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 02's exercises.</summary>
public static class Lesson02
{
    /// <summary>Exercise 1: the share of the words of some texts that a vocabulary lacks.</summary>
    /// <param name="vocabulary">The vocabulary.</param>
    /// <param name="texts">The texts, which hold at least one word.</param>
    /// <param name="answer">The student's share, in [0, 1]; three decimals are enough.</param>
    public static ExerciseResult CheckUnknownShare(WordVocabulary vocabulary, IReadOnlyList<string> texts, double? answer)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        ArgumentNullException.ThrowIfNull(texts);
        const string name = "Exercise 1";
        if (answer is not { } share)
            return ExerciseResult.NotDone(name, "Replace null by the share of the words that become <unk>, between 0 and 1.");

        var words = texts.SelectMany(WordVocabulary.Split).ToList();
        var right = ShareOfUnknown(vocabulary, words);
        if (IsNear(share, right))
            return ExerciseResult.Right(name, string.Create(CultureInfo.InvariantCulture, $"{right:0.0%} of the words that the model will read are one and the same <unk> to it."));
        return share switch
        {
            _ when IsNear(share, 1 - right) => ExerciseResult.Wrong(name, "That is the share of the words that the vocabulary knows. The unknown ones are the rest."),
            _ when IsNear(share / 100, right) => ExerciseResult.Wrong(name, "These are per cent. A share lies between 0 and 1: divide by 100."),
            _ when IsNear(share, ShareOfUnknown(vocabulary, [.. words.Distinct()])) => ExerciseResult.Wrong(name, "That is the share of the *different* words. Count a word as often as it stands in the texts."),
            _ when share == words.Count(word => vocabulary.IdOf(word) == WordVocabulary.UnkId) => ExerciseResult.Wrong(name, $"That is how many words are unknown. Divide by the number of words, {words.Count}."),
            _ => ExerciseResult.Wrong(name, string.Create(CultureInfo.InvariantCulture, $"{share:0.####} is not it: encode each text and count the ids that are {WordVocabulary.UnkId}, among {words.Count} words.")),
        };
    }

    /// <summary>Exercise 2: the first merges of byte-pair encoding.</summary>
    /// <param name="wordCounts">How often each word occurs.</param>
    /// <param name="merges">How many merges are asked for.</param>
    /// <param name="answer">The student's pairs, in order. Where several pairs are equally frequent, any of them is right.</param>
    public static ExerciseResult CheckMerges(IReadOnlyDictionary<string, int> wordCounts, int merges, IReadOnlyList<(string Left, string Right)>? answer)
    {
        ArgumentNullException.ThrowIfNull(wordCounts);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(merges);
        const string name = "Exercise 2";
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by the first {merges} pairs that are joined, such as [(\"a\", \"b\"), …].");
        if (answer.Count != merges)
            return ExerciseResult.Wrong(name, $"You gave {answer.Count} pairs, and {merges} are asked for.");

        var words = wordCounts.Select(word => (Pieces: word.Key.Select(letter => letter.ToString()).ToList(), Count: word.Value)).ToList();
        for (var step = 0; step < merges; step++)
        {
            var counts = CountPairs(words);
            var most = counts.Values.DefaultIfEmpty(0).Max();
            var (left, right) = answer[step];
            var count = counts.GetValueOrDefault((left, right));
            if (count == 0)
                return ExerciseResult.Wrong(name, $"Merge {step + 1}: nowhere does '{left}' stand before '{right}' as pieces at that time. The words are spelled {Spelling(words)}.");
            if (count < most)
            {
                var better = counts.First(pair => pair.Value == most).Key;
                return ExerciseResult.Wrong(name, $"Merge {step + 1}: '{left}' + '{right}' occurs {count} times, but '{better.Left}' + '{better.Right}' occurs {most} times. Count a pair as often as its words occur.");
            }

            foreach (var word in words)
                Join(word.Pieces, left, right);
        }

        return ExerciseResult.Right(name, $"The words are now spelled {Spelling(words)}: what they share has become a piece of its own.");
    }

    /// <summary>Exercise 3: sequences of different lengths as one batch.</summary>
    /// <param name="sequences">The ids of each text.</param>
    /// <param name="padId">The id of padding.</param>
    /// <param name="ids">The student's ids, (texts, longest), int64.</param>
    /// <param name="mask">The student's attention mask of the same shape, int64.</param>
    public static ExerciseResult CheckPadding(IReadOnlyList<long[]> sequences, int padId, Tensor? ids, Tensor? mask)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        const string name = "Exercise 3";
        if (ids is null || mask is null)
            return ExerciseResult.NotDone(name, $"Replace {(ids is null ? "the first null by the padded ids" : "the second null by the mask")}.");

        using var scope = NewDisposeScope();
        var length = sequences.Max(sequence => sequence.Length);
        var (wantedIds, wantedMask) = Pad(sequences, length, padId, isLeft: false);
        if (TensorCheck.Difference(ids, wantedIds) is { } difference)
        {
            return TensorCheck.Difference(ids, Pad(sequences, length, padId, isLeft: true).Ids) is null
                ? ExerciseResult.Wrong(name, "You padded on the left. BERT counts its positions from the first token, so its padding goes to the right.")
                : ExerciseResult.Wrong(name, $"The ids: {difference} The longest sequence has {length} ids, and padding has the id {padId}.");
        }

        return TensorCheck.Difference(mask, wantedMask) switch
        {
            null => ExerciseResult.Right(name, "A rectangle at last, and a note of which part of it is real."),
            _ when TensorCheck.Difference(mask, 1 - wantedMask) is null => ExerciseResult.Wrong(name, "The mask is upside down: 1 marks a token that counts, 0 marks padding."),
            var problem => ExerciseResult.Wrong(name, $"The mask: {problem} It has 1 for each token and 0 for padding."),
        };
    }

    /// <summary>Exercise 4: the smallest length at which enough texts stay whole.</summary>
    /// <param name="lengths">The length of each text in tokens, special ones included.</param>
    /// <param name="share">The share of the texts that must not be cut, in (0, 1].</param>
    /// <param name="answer">The student's length.</param>
    public static ExerciseResult CheckMaxLength(IReadOnlyList<int> lengths, double share, int? answer)
    {
        ArgumentNullException.ThrowIfNull(lengths);
        const string name = "Exercise 4";
        if (answer is not { } length)
            return ExerciseResult.NotDone(name, string.Create(CultureInfo.InvariantCulture, $"Replace null by the smallest maxLength that leaves at least {share:0%} of the texts whole."));

        double Whole(int maxLength) => lengths.Count(tokens => tokens <= maxLength) / (double)lengths.Count;
        if (Whole(length) < share)
            return ExerciseResult.Wrong(name, string.Create(CultureInfo.InvariantCulture, $"With {length} tokens {Whole(length):0.0%} of the texts stay whole; at least {share:0%} are asked for."));
        return Whole(length - 1) >= share
            ? ExerciseResult.Wrong(name, string.Create(CultureInfo.InvariantCulture, $"{length} tokens are enough, but not the fewest: with {length - 1} still {Whole(length - 1):0.0%} stay whole."))
            : ExerciseResult.Right(name, string.Create(CultureInfo.InvariantCulture, $"{length} tokens leave {Whole(length):0.0%} whole; the longest text has {lengths.Max()}. The few long ones would have cost the most."));
    }

    private static bool IsNear(double answer, double right) => Math.Abs(answer - right) < 6e-4;

    private static double ShareOfUnknown(WordVocabulary vocabulary, List<string> words) =>
        words.Count(word => vocabulary.IdOf(word) == WordVocabulary.UnkId) / (double)words.Count;

    private static Dictionary<(string Left, string Right), int> CountPairs(IEnumerable<(List<string> Pieces, int Count)> words)
    {
        var counts = new Dictionary<(string Left, string Right), int>();
        foreach (var (pieces, count) in words)
        {
            foreach (var pair in pieces.Zip(pieces.Skip(1)))
                counts[pair] = counts.GetValueOrDefault(pair) + count;
        }

        return counts;
    }

    private static void Join(List<string> pieces, string left, string right)
    {
        for (var i = 0; i + 1 < pieces.Count; i++)
        {
            if (pieces[i] != left || pieces[i + 1] != right) continue;
            pieces[i] += right;
            pieces.RemoveAt(i + 1);
        }
    }

    private static string Spelling(IEnumerable<(List<string> Pieces, int Count)> words) => string.Join(", ", words.Select(word => string.Join('·', word.Pieces)));

    private static (Tensor Ids, Tensor Mask) Pad(IReadOnlyList<long[]> sequences, int length, int padId, bool isLeft)
    {
        var ids = new long[sequences.Count, length];
        var mask = new long[sequences.Count, length];
        for (var row = 0; row < sequences.Count; row++)
        {
            var start = isLeft ? length - sequences[row].Length : 0;
            for (var column = 0; column < length; column++)
            {
                var isToken = column >= start && column < start + sequences[row].Length;
                ids[row, column] = isToken ? sequences[row][column - start] : padId;
                mask[row, column] = isToken ? 1 : 0;
            }
        }

        return (tensor(ids), tensor(mask));
    }
}
