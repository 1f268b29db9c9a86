using TransferLearning.Models;
using static System.FormattableString;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 05's exercises.</summary>
public static class Lesson05
{
    private const double ChosenShare = 0.15;
    private const double MaskedShare = 0.8;
    private const double OtherShare = 0.1;

    /// <summary>Exercise 1: how many of some tokens become the mask token on average, when BERT's shares are used.</summary>
    /// <param name="tokens">How many tokens there are.</param>
    /// <param name="answer">The student's number.</param>
    public static ExerciseResult CheckMaskCount(int tokens, double? answer)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokens);
        const string name = "Exercise 1";
        if (answer is not { } count)
            return ExerciseResult.NotDone(name, "Replace null by the average number of [MASK] tokens.");

        bool Is(double value) => Math.Abs(count - value) <= 1e-6 * tokens;
        return Judge(Is(tokens * ChosenShare * MaskedShare), name, "About one token in eight is masked, and the model is asked about a few more than that.",
            Is(tokens * ChosenShare) ? "That is how many are chosen. Of these, 80 % become [MASK]."
            : Is(tokens * MaskedShare) ? "80 % of the *chosen* tokens become [MASK], and only 15 % are chosen."
            : Is(tokens * ChosenShare * OtherShare) ? "That is how many are replaced by another token, and how many are left alone. The masked ones are 80 % of the chosen."
            : Is(ChosenShare * MaskedShare) ? $"That is the share. How many are that of {tokens} tokens?"
            : Invariant($"{count:g6} is not it: take 15 % of {tokens}, and of that 80 %."));
    }

    /// <summary>Exercise 2: the masked-language loss, averaged over the positions that were asked.</summary>
    /// <param name="logits">The scores, (tokens, vocabulary).</param>
    /// <param name="labels">The true ids, int64 (tokens), <see cref="MaskedLanguageModel.IgnoreIndex"/> where nothing was asked.</param>
    /// <param name="answer">The student's loss.</param>
    /// <exception cref="ArgumentException">No position was asked.</exception>
    public static ExerciseResult CheckMaskedLoss(Tensor logits, Tensor labels, double? answer)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(labels);
        const string name = "Exercise 2";
        var ids = labels.cpu().data<long>().ToArray();
        int[] asked = [.. Enumerable.Range(0, ids.Length).Where(i => ids[i] != MaskedLanguageModel.IgnoreIndex)];
        if (asked.Length == 0)
            throw new ArgumentException($"Every label is {MaskedLanguageModel.IgnoreIndex}, so there is no loss to compute.", nameof(labels));
        if (answer is not { } loss)
            return ExerciseResult.NotDone(name, $"Replace null by the loss of the {asked.Length} positions whose label is not {MaskedLanguageModel.IgnoreIndex}.");

        using var scope = NewDisposeScope();
        var logarithms = functional.log_softmax(logits.detach(), -1).ToMatrix();
        var scores = logits.ToMatrix();
        double Sum(Func<int, double> value) => asked.Sum(value);
        var sum = -Sum(i => logarithms[i, ids[i]]);
        bool Is(double value) => Math.Abs(loss - value) <= 1e-3;
        return Judge(Is(sum / asked.Length), name, Invariant($"Perplexity {Math.Exp(loss):0.0}: as unsure as among so many equally likely tokens."),
            Is(-sum / asked.Length) ? "The sign is wrong: logarithms of probabilities are below 0, and a loss is above."
            : Is(sum / ids.Length) ? $"You divided by all {ids.Length} positions. Only {asked.Length} were asked."
            : Is(sum) ? $"That is the sum. Take the mean of the {asked.Length} positions that were asked."
            : Is(Sum(i => Math.Exp(logarithms[i, ids[i]])) / asked.Length) ? "That is the mean probability. The loss is the mean of the negative logarithms."
            : Is(-Sum(i => scores[i, ids[i]]) / asked.Length) ? "These are the raw scores. Log_softmax turns them into logarithms of probabilities first."
            : Invariant($"{loss:0.000} is not it. Take log_softmax over the vocabulary, pick the true id at each of the {asked.Length} positions that were asked, change the sign, and average."));
    }

    /// <summary>Exercise 3: the positions of the pieces of each word.</summary>
    /// <param name="tokens">WordPieces: <c>##</c> begins a piece that continues a word, brackets mark special tokens.</param>
    /// <param name="answer">The student's groups of positions, a group for each word.</param>
    public static ExerciseResult CheckWholeWords(IReadOnlyList<string> tokens, IReadOnlyList<IReadOnlyList<int>>? answer)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        const string name = "Exercise 3";
        if (answer is null)
            return ExerciseResult.NotDone(name, "Replace null by a list with one array of positions for each word.");

        var right = WordGroups(tokens);
        var positions = answer.SelectMany(group => group).Select(position => (int?)position).ToList();
        if (positions.Find(position => position < 0 || position >= tokens.Count) is { } outside)
            return ExerciseResult.Wrong(name, $"There is no position {outside}: they run from 0 to {tokens.Count - 1}.");
        if (positions.Find(position => IsSpecial(tokens[position!.Value])) is { } special)
            return ExerciseResult.Wrong(name, $"Position {special} is {tokens[special]}: a special token belongs to no word and is never hidden.");
        if (answer.Any(group => group.Count == 0))
            return ExerciseResult.Wrong(name, "One of your groups is empty. A group begins with a token, never before one.");

        for (var i = 0; i < Math.Max(right.Count, answer.Count); i++)
        {
            if (i >= answer.Count)
                return ExerciseResult.Wrong(name, $"Your list has {answer.Count} of {right.Count} words: '{Spell(right[i])}' is missing. Was the last group added?");
            if (i >= right.Count)
                return ExerciseResult.Wrong(name, $"Your list has {answer.Count} words, and there are {right.Count}.");
            if (!answer[i].SequenceEqual(right[i]))
                return ExerciseResult.Wrong(name, $"Word {i + 1} is '{Spell(right[i])}' at [{string.Join(", ", right[i])}]; yours is [{string.Join(", ", answer[i])}].");
        }

        return ExerciseResult.Right(name, "Hidden like this, a word has to be told from its sentence and not from its own ending.");

        string Spell(IReadOnlyList<int> group) => string.Concat(group.Select(position => tokens[position].TrimStart('#')));
    }

    private static List<List<int>> WordGroups(IReadOnlyList<string> tokens)
    {
        List<List<int>> groups = [];
        for (var i = 0; i < tokens.Count; i++)
        {
            if (IsSpecial(tokens[i])) continue;
            if (groups.Count > 0 && tokens[i].StartsWith("##", StringComparison.Ordinal)) groups[^1].Add(i);
            else groups.Add([i]);
        }

        return groups;
    }

    private static bool IsSpecial(string token) => token is ['[', .., ']'] and { Length: > 2 };

    private static ExerciseResult Judge(bool isRight, string name, string praise, string problem) =>
        isRight ? ExerciseResult.Right(name, praise) : ExerciseResult.Wrong(name, problem);
}
