using System.Globalization;
using System.Text.RegularExpressions;
using TransferLearning.Models;
using static System.FormattableString;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 07's exercises.</summary>
public static partial class Lesson07
{
    /// <summary>Exercise 1: the learning rate before some steps, with a warm-up and a decay in straight lines.</summary>
    /// <param name="highest">The highest rate.</param>
    /// <param name="warmup">The steps of the warm-up.</param>
    /// <param name="total">All steps.</param>
    /// <param name="steps">The steps in question, as numbers of steps made before.</param>
    /// <param name="answer">The student's rates, one for each step.</param>
    public static ExerciseResult CheckLearningRates(double highest, int warmup, int total, IReadOnlyList<int> steps, IReadOnlyList<double>? answer)
    {
        ArgumentNullException.ThrowIfNull(steps);
        const string name = "Exercise 1";
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by an array of {steps.Count} rates, for the steps {string.Join(", ", steps)}.");
        if (answer.Count != steps.Count)
            return ExerciseResult.Wrong(name, $"There are {answer.Count} rates for {steps.Count} steps.");

        for (var i = 0; i < steps.Count; i++)
        {
            double step = steps[i];
            bool Is(double share) => Math.Abs(answer[i] - (highest * share)) <= 1e-6 * highest;
            var right = step < warmup ? step / warmup : (total - step) / (total - warmup);
            if (Is(right)) continue;
            return ExerciseResult.Wrong(name, Invariant($"Step {step}: ") + (
                Math.Abs(answer[i] - right) < 1e-9 ? "that is the share of the highest rate. Multiply it by the rate itself."
                : step < warmup && Is(1) ? "the warm-up is not over yet, so the highest rate is not reached."
                : step >= warmup && Is(1) ? "after the warm-up the rate falls again."
                : step >= warmup && Is((total - step) / total) ? "the fall begins at the end of the warm-up, not at the first step: divide by the steps after the warm-up."
                : step >= warmup && Is((step - warmup) / (total - warmup)) ? "that is how far the decay has come. What is left of the rate is 1 minus that."
                : step < warmup ? Invariant($"{answer[i]:g4} is not it. Of the {warmup} steps of the warm-up, {step} are over: that share of the highest rate is reached.")
                : Invariant($"{answer[i]:g4} is not it. Of the {total - warmup} steps after the warm-up, how many are left?")));
        }

        return ExerciseResult.Right(name, "Up for a tenth of the way, then down to nothing.");
    }

    /// <summary>Exercise 2: a BERT of which only the top layer, the pooler and the classifier learn.</summary>
    /// <param name="model">The student's model.</param>
    public static ExerciseResult CheckTopLayerOnly(BertForSequenceClassification model)
    {
        ArgumentNullException.ThrowIfNull(model);
        const string name = "Exercise 2";
        var top = model.Config.Depth - 1;
        var weights = model.named_parameters().Select(pair => (Name: pair.name, Learns: pair.parameter.requires_grad, ShouldLearn: StandsHigh(pair.name, top))).ToList();
        if (weights.TrueForAll(weight => weight.Learns))
            return ExerciseResult.NotDone(name, "Nothing is frozen yet: call practice.Freeze with the beginnings of names.");
        if (!weights.Exists(weight => weight.Learns))
            return ExerciseResult.Wrong(name, "All is frozen: Freeze without names freezes everything. Unfreeze what is to learn, or load the model again and name what is not.");

        if (weights.Find(weight => weight.ShouldLearn && !weight.Learns).Name is { } frozen)
            return ExerciseResult.Wrong(name, $"'{frozen}' is frozen, but should learn. (The layers are counted from 0, so the top one is {top}. To begin anew, run practice.Unfreeze().)");
        if (weights.Find(weight => !weight.ShouldLearn && weight.Learns).Name is { } learning)
            return ExerciseResult.Wrong(name, $"'{learning}' still learns, but should be frozen.");
        var share = (double)model.NumParameters(trainableOnly: true) / model.NumParameters();
        return ExerciseResult.Right(name, Invariant($"{share:0%} of the weights learn."));
    }

    /// <summary>Exercise 3: the learning rate of each floor when it is a share of that of the floor above.</summary>
    /// <param name="highest">The head's rate.</param>
    /// <param name="share">The share.</param>
    /// <param name="layers">The layers between embeddings and head.</param>
    /// <param name="answer">The student's rates: embeddings, layers from below, head.</param>
    public static ExerciseResult CheckFloorRates(double highest, double share, int layers, IReadOnlyList<double>? answer)
    {
        const string name = "Exercise 3";
        var floors = layers + 2;
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by an array of {floors} rates, the embeddings' first.");
        if (answer.Count != floors)
            return ExerciseResult.Wrong(name, $"There are {answer.Count} rates for {floors} floors: embeddings, {layers} layers, head.");

        bool Are(Func<int, double> rate) => Enumerable.Range(0, floors).All(floor => Math.Abs(answer[floor] - rate(floor)) <= 1e-6 * highest);
        double Right(int floor) => highest * Math.Pow(share, floors - 1 - floor);
        if (Are(Right))
            return ExerciseResult.Right(name, Invariant($"The embeddings learn at {Math.Pow(share, floors - 1):0.###} of the head's rate."));

        // From the head down, as one computes them: what lies below the first mistake only follows from it.
        var wrong = Enumerable.Range(0, floors).Last(floor => Math.Abs(answer[floor] - Right(floor)) > 1e-6 * highest);
        return ExerciseResult.Wrong(name,
            Are(floor => highest * Math.Pow(share, floor)) ? "These begin with the head. The array wants the embeddings first: turn it round."
            : Are(floor => highest * Math.Pow(share, floors - floor)) ? "The head itself has the highest rate; the shares begin below it."
            : Are(floor => highest * (floor + 1) / floors) ? "These fall by the same amount from floor to floor. Each is to be a share of the one above."
            : Are(_ => highest) ? "All floors have the same rate."
            : wrong == floors - 1 ? Invariant($"The last rate is the head's, {highest:g4}; yours is {answer[wrong]:g4}.")
            : Invariant($"The rate at place {wrong} is {answer[wrong]:g4}. It is to be {share} times the one at place {wrong + 1}."));
    }

    /// <summary>Exercise 4: precision, recall and F1 of the second label.</summary>
    /// <param name="counts">How often each of two labels (row) was called which (column).</param>
    /// <param name="precision">The student's precision.</param>
    /// <param name="recall">The student's recall.</param>
    /// <param name="f1">The student's F1.</param>
    public static ExerciseResult CheckScores(int[,] counts, double? precision, double? recall, double? f1)
    {
        ArgumentNullException.ThrowIfNull(counts);
        const string name = "Exercise 4";
        if (precision is not { } p || recall is not { } r || f1 is not { } f)
            return ExerciseResult.NotDone(name, "Replace the three nulls by shares between 0 and 1.");

        double found = counts[1, 1], called = found + counts[0, 1], there = found + counts[1, 0];
        double all = counts.Cast<int>().Sum();
        var (rightP, rightR) = (found / called, found / there);
        var rightF = 2 * rightP * rightR / (rightP + rightR);
        static bool Is(double value, double other) => Math.Abs(value - other) < 6e-4;
        if (Is(p, rightP) && Is(r, rightR))
        {
            return Is(f, rightF) ? ExerciseResult.Right(name, "It finds most positive texts, and pays with some false alarms.")
                : ExerciseResult.Wrong(name, Is(f, (rightP + rightR) / 2)
                    ? "Precision and recall are right. F1 is their harmonic mean, not the ordinary one."
                    : Invariant($"Precision and recall are right; {f:0.000} is not F1: twice their product, divided by their sum."));
        }

        return ExerciseResult.Wrong(name,
            Is(p, rightR) && Is(r, rightP) ? "You have exchanged the two: precision divides by what was called positive, recall by what is positive."
            : Is(p, counts[0, 0] / (double)(counts[0, 0] + counts[1, 0])) || Is(r, counts[0, 0] / (double)(counts[0, 0] + counts[0, 1])) ? "These are the figures of the negative texts. The positive ones are asked for: the second row and the second column."
            : Is(p, (counts[0, 0] + found) / all) || Is(r, (counts[0, 0] + found) / all) ? "That is the accuracy: all that is right of all texts."
            : Is(p, found / all) || Is(r, found / all) ? "You divided by all texts."
            : Is(p, rightP) ? Invariant($"Precision is right. Recall: of {there} positive texts, how many were found?")
            : Is(r, rightR) ? Invariant($"Recall is right. Precision: of {called} texts that were called positive, how many are?")
            : Invariant($"{p:0.000} and {r:0.000} are not it: {found} texts were rightly called positive, {called} were called so, and {there} are."));
    }

    private static bool StandsHigh(string parameterName, int topLayer) =>
        LayerNumber().Match(parameterName) is { Success: true } layer
            ? int.Parse(layer.Groups[1].ValueSpan, CultureInfo.InvariantCulture) == topLayer
            : !parameterName.Contains("embeddings", StringComparison.Ordinal);

    [GeneratedRegex(@"\.layer\.(\d+)\.")]
    private static partial Regex LayerNumber();
}
