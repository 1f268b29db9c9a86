using TransferLearning.Data;
using TransferLearning.Training;
using static System.FormattableString;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 11's exercises.</summary>
public static class Lesson11
{
    /// <summary>Exercise 1: the accuracy of a model that always answers the most frequent label.</summary>
    /// <param name="data">The examples, at least one.</param>
    /// <param name="answer">The student's accuracy, in [0, 1]; three decimals are enough.</param>
    public static ExerciseResult CheckLazyAccuracy(Dataset data, double? answer)
    {
        ArgumentNullException.ThrowIfNull(data);
        const string name = "Exercise 1";
        if (answer is not { } accuracy)
            return ExerciseResult.NotDone(name, "Replace null by the accuracy of a model that always gives the more frequent answer.");

        var right = data.LabelCounts.Max() / (double)data.Count;
        var frequent = data.LabelNames[data.LabelCounts.ToList().IndexOf(data.LabelCounts.Max())];
        bool Is(double value) => Math.Abs(accuracy - value) < 6e-4;
        return Is(right)
            ? ExerciseResult.Right(name, Invariant($"{right:0.0%} right without reading a word. Accuracy alone will not tell whether a model is any good here."))
            : ExerciseResult.Wrong(name,
                Is(1 - right) ? "That is how often it is wrong."
                : Is(100 * right) ? "These are per cent. A share lies between 0 and 1: divide by 100."
                : accuracy == data.LabelCounts.Max() ? $"That is how many it gets right. Divide by the number of messages, {data.Count}."
                : Is(0.5) ? "A coin gets half of them right. This model always says the same."
                : Invariant($"{accuracy:0.####} is not it: of {data.Count} messages it gets those right that are '{frequent}'."));
    }

    /// <summary>Exercise 2: how many test examples have a near-duplicate among the training examples.</summary>
    /// <param name="groups">The group of each example of the file (see <see cref="NearDuplicates.Group"/>).</param>
    /// <param name="train">The positions of the training examples.</param>
    /// <param name="test">The positions of the test examples.</param>
    /// <param name="answer">The student's number.</param>
    public static ExerciseResult CheckTwins(IReadOnlyList<int> groups, IReadOnlyList<int> train, IReadOnlyList<int> test, int? answer)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        const string name = "Exercise 2";
        if (answer is not { } count)
            return ExerciseResult.NotDone(name, "Replace null by the number of test messages whose group occurs among the training messages.");

        HashSet<int> trainGroups = [.. train.Select(row => groups[row])], testGroups = [.. test.Select(row => groups[row])];
        var right = test.Count(row => trainGroups.Contains(groups[row]));
        return count == right
            ? ExerciseResult.Right(name, Invariant($"{right} of {test.Count}: that much of the test asks for memory."))
            : ExerciseResult.Wrong(name,
                count == test.Count - right ? "These are the test messages without a twin. Count the others."
                : count == testGroups.Count(trainGroups.Contains) ? "That is the number of groups. Count the messages: several may be of one group."
                : count == train.Count(row => testGroups.Contains(groups[row])) ? "These are the training messages with a twin in the test. It is asked the other way round."
                : count == test.GroupBy(row => groups[row]).Where(group => group.Count() > 1).Sum(group => group.Count()) ? "These are twins within the test. Look for those in the training part."
                : $"{count} is not it: collect the groups of the training rows in a set, and count the test rows whose group is in it.");
    }

    /// <summary>Exercise 3: the threshold that finds the most while at least a share of what is marked is right.</summary>
    /// <param name="curve">The curve on the validation set.</param>
    /// <param name="minPrecision">The least precision, in (0, 1].</param>
    /// <param name="answer">The student's threshold; any that marks the same examples is right.</param>
    public static ExerciseResult CheckThreshold(PrecisionRecallCurve curve, double minPrecision, double? answer)
    {
        ArgumentNullException.ThrowIfNull(curve);
        const string name = "Exercise 3";
        if (answer is not { } threshold)
            return ExerciseResult.NotDone(name, Invariant($"Replace null by the threshold with the highest recall among those with a precision of at least {minPrecision:0.##}."));

        if (curve.Points.LastOrDefault(point => point.Precision >= minPrecision) is not { } best)
            return ExerciseResult.Wrong(name, Invariant($"On these examples no threshold has a precision of {minPrecision:0.##}: the best is {curve.Points.Max(point => point.Precision):0.00}. Ask for less, or train on more examples."));
        if (curve.Points.LastOrDefault(point => point.Threshold >= threshold) is not { } chosen)
            return ExerciseResult.Wrong(name, Invariant($"From {threshold:0.####} on nothing is marked: the highest score is {curve.Points[0].Threshold:0.0000}."));
        if (chosen == best)
            return ExerciseResult.Right(name, Invariant($"Precision {best.Precision:0.00}, recall {best.Recall:0.00} on the validation set. What it holds on the test set is another question."));
        return ExerciseResult.Wrong(name, chosen.Precision < minPrecision
            ? Invariant($"From {threshold:0.####} on, only {chosen.Precision:0.00} of what is marked is right; {minPrecision:0.##} is asked for. Go higher.")
            : Invariant($"From {threshold:0.####} on, precision is {chosen.Precision:0.00} and recall {chosen.Recall:0.00}. A lower threshold finds more and is still precise enough."));
    }
}
