namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 01's exercises.</summary>
public static class Lesson01
{
    private const string AtMost500 = "500 or fewer";
    private const string Between = "between 500 and 2000";
    private const string MoreThan2000 = "more than 2000";

    private static readonly Dictionary<string, (bool IsCheating, string Reason)> s_ways = new(StringComparer.Ordinal)
    {
        ["a"] = (false, "The training texts are there to be learnt from, with their labels or without."),
        ["b"] = (true, "The body would know the words of the very reviews that it is tested on; tomorrow's reviews it will not know."),
        ["c"] = (false, "To choose is what the validation set is for."),
        ["d"] = (true, "The best of several settings on the test set is partly the luckiest one, so the figure promises too much."),
        ["e"] = (true, "The best of five seeds is the luckiest one. Report the mean and the range."),
        ["f"] = (false, "That is transfer learning, as long as the other text does not hold the test reviews."),
    };

    /// <summary>Exercise 1: the weights of a linear head of two labels.</summary>
    /// <param name="width">The numbers in a feature vector.</param>
    /// <param name="answer">The student's answer.</param>
    public static ExerciseResult CheckTrainedWeights(int width, int? answer)
    {
        const string name = "Exercise 1";
        var right = (2 * width) + 2;
        return answer switch
        {
            null => ExerciseResult.NotDone(name, "Replace null by the number of weights in the head."),
            _ when answer == right => ExerciseResult.Right(name, "A few hundred, against the millions in the body: no wonder that it trains in a second."),
            _ when answer == 2 * width => ExerciseResult.Wrong(name, "These are the weights between features and labels. Each label has a bias, too."),
            _ when answer == width => ExerciseResult.Wrong(name, "That would be one label. There are two, and each has a bias, too."),
            _ => ExerciseResult.Wrong(name, $"{answer} is not it: a vector of {width} numbers goes to 2 labels, with one weight for each pair and one bias for each label."),
        };
    }

    /// <summary>Exercise 2: from how many labels on the model from scratch reaches what fine-tuning reaches with 500.</summary>
    /// <param name="runs">The lesson's results: way, number of examples, accuracy.</param>
    /// <param name="answer">The student's answer.</param>
    /// <exception cref="ArgumentException">The results lack one of the runs that the question is about.</exception>
    public static ExerciseResult CheckHowManyLabels(IReadOnlyList<(string Way, int Examples, double Value)> runs, string? answer)
    {
        ArgumentNullException.ThrowIfNull(runs);
        const string name = "Exercise 2";
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by \"{AtMost500}\", \"{Between}\" or \"{MoreThan2000}\".");
        if (answer is not (AtMost500 or Between or MoreThan2000))
            return ExerciseResult.Wrong(name, $"'{answer}' is none of the three answers: \"{AtMost500}\", \"{Between}\", \"{MoreThan2000}\".");

        var goal = Accuracy(runs, "fine-tuned", 500);
        var right = Accuracy(runs, "from scratch", 500) >= goal ? AtMost500 : Accuracy(runs, "from scratch", 2000) >= goal ? Between : MoreThan2000;
        return answer == right
            ? ExerciseResult.Right(name, "That many labels is what the pre-trained weights are worth here.")
            : ExerciseResult.Wrong(name, FormattableString.Invariant(
                $"Fine-tuned with 500 reviews reaches {goal:0.000}; from scratch reaches {Accuracy(runs, "from scratch", 500):0.000} with 500 and {Accuracy(runs, "from scratch", 2000):0.000} with 2000."));
    }

    /// <summary>Exercise 3: which of the lesson's six ways to work would be cheating.</summary>
    /// <param name="answer">The letters that the student chose.</param>
    public static ExerciseResult CheckCheating(IReadOnlyList<string>? answer)
    {
        const string name = "Exercise 3";
        if (answer is null)
            return ExerciseResult.NotDone(name, "Replace null by the letters of all that would be cheating, such as [\"a\", \"b\"].");
        HashSet<string> chosen = [.. answer.Select(letter => letter.Trim().ToLowerInvariant())];
        if (chosen.FirstOrDefault(letter => !s_ways.ContainsKey(letter)) is { } unknown)
            return ExerciseResult.Wrong(name, $"There is no '{unknown}': the letters are {string.Join(", ", s_ways.Keys)}.");

        return s_ways.FirstOrDefault(way => way.Value.IsCheating != chosen.Contains(way.Key)) is { Key: { } letter, Value: var (isCheating, reason) }
            ? ExerciseResult.Wrong(name, isCheating ? $"You left out {letter}. {reason}" : $"{letter} is fair. {reason}")
            : ExerciseResult.Right(name, "Whatever touches the test set, be it a text, a choice or a lucky seed, flatters the result.");
    }

    private static double Accuracy(IReadOnlyList<(string Way, int Examples, double Value)> runs, string way, int examples)
    {
        var values = runs.Where(run => run.Way == way && run.Examples == examples).Select(run => run.Value).ToList();
        return values.Count > 0
            ? values.Average()
            : throw new ArgumentException($"The results have no run '{way}' with {examples} examples: run the lesson's comparison first.", nameof(runs));
    }
}
