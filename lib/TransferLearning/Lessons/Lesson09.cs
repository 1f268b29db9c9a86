using System.Globalization;
using static TorchSharp.torch;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 09's exercises.</summary>
public static class Lesson09
{
    /// <summary>Exercise 1: a row of weights as whole numbers from -127 to 127 and a scale.</summary>
    /// <param name="row">The weights, not all 0.</param>
    /// <param name="scale">The student's scale.</param>
    /// <param name="steps">The student's whole numbers.</param>
    public static ExerciseResult CheckQuantizedRow(IReadOnlyList<float> row, double? scale, IReadOnlyList<int>? steps)
    {
        ArgumentNullException.ThrowIfNull(row);
        const string name = "Exercise 1";
        if (scale is not { } step || steps is null)
            return ExerciseResult.NotDone(name, "Replace both nulls: the scale, and a whole number for each weight.");

        var largest = row.Max(Math.Abs);
        var right = largest / 127.0;
        if (!Same(step, right, 1e-6))
        {
            return ExerciseResult.Wrong(name,
                Same(step, 1 / right, 1e-2) ? "The scale is turned round: it is max |w| / 127, the distance of two marks."
                : Same(step, row.Max() / 127.0, 1e-6) ? "You took the largest weight. The largest in size counts, whatever its sign."
                : Same(step, largest / 128.0, 1e-6) ? "You divided by 128. The marks go from -127 to 127."
                : Same(step, largest / 255.0, 1e-6) ? "You divided by 255, the number of marks. From zero to the largest weight there are 127 steps."
                : Same(step, largest, 1e-6) ? "That is the largest size. The scale is this divided by 127."
                : Say($"{step:g4} is not the scale: it is max |w| / 127, with max |w| = {largest:g4}."));
        }

        if (steps.Count != row.Count)
            return ExerciseResult.Wrong(name, $"The scale is right. There are {row.Count} weights, and you gave {steps.Count} whole numbers.");
        for (var i = 0; i < row.Count; i++)
        {
            var wanted = (int)Math.Round(row[i] / right);
            if (steps[i] == wanted)
                continue;
            return ExerciseResult.Wrong(name,
                steps[i] == -wanted ? Say($"The scale is right. Number {i + 1} has the wrong sign: the weight is {row[i]:g4}.")
                : steps[i] == (int)Math.Truncate(row[i] / right) || Math.Abs(steps[i] - wanted) == 1 ? Say($"The scale is right. Number {i + 1} is next to the right one: {row[i]:g4} / {right:g4} is {row[i] / right:0.00}; round to the nearest.")
                : Say($"The scale is right. Number {i + 1} should be {row[i]:g4} / {right:g4}, rounded; {steps[i]} is not."));
        }

        return ExerciseResult.Right(name, $"{row.Count} bytes and one scale instead of {4 * row.Count} bytes. In a row of hundreds the scale hardly counts.");
    }

    /// <summary>Exercise 2: the smallest weights of a matrix set to zero.</summary>
    /// <param name="weights">The matrix; no two weights of the same size.</param>
    /// <param name="share">The share of zeros.</param>
    /// <param name="answer">The student's matrix.</param>
    public static ExerciseResult CheckPruned(Tensor weights, double share, Tensor? answer)
    {
        ArgumentNullException.ThrowIfNull(weights);
        const string name = "Exercise 2";
        var count = (int)(share * weights.NumberOfElements);
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by the matrix in which {count} of the {weights.NumberOfElements} weights are zero.");

        using var scope = NewDisposeScope();
        if (TensorCheck.Difference(answer, Without(weights, weights.abs(), count)) is not { } difference)
            return ExerciseResult.Right(name, $"{count} zeros, and the matrix is as large as before: keep that in mind for the final table.");

        (Tensor Mistake, string Problem)[] mistakes =
        [
            (Without(weights, weights, count), "You took the smallest numbers, and so the most negative ones. Size means without the sign."),
            (Without(weights, -weights.abs(), count), "These are the largest in size. The smallest go."),
            (weights, "Nothing is zero yet."),
            ((weights.abs() > Largest(weights, count)).to_type(ScalarType.Float32), "That is the mask, ones and zeros. Multiply the weights by it."),
            (Without(weights, weights.abs(), weights.NumberOfElements - count), "It is the other way round: that share is what should become zero, and you kept no more than that."),
        ];
        return ExerciseResult.Wrong(name, mistakes.FirstOrDefault(mistake => TensorCheck.Difference(answer, mistake.Mistake) is null).Problem ?? difference);
    }

    /// <summary>Exercise 3: the weights that belong to one attention head.</summary>
    /// <param name="width">The model's width.</param>
    /// <param name="headSize">The head's width.</param>
    /// <param name="answer">The student's count.</param>
    public static ExerciseResult CheckHeadWeights(int width, int headSize, long? answer)
    {
        const string name = "Exercise 3";
        if (answer is not { } count)
            return ExerciseResult.NotDone(name, "Replace null by the number of weights of one head.");

        long matrix = (long)width * headSize;
        var right = (4 * matrix) + (3 * headSize);
        return count == right ? ExerciseResult.Right(name, Say($"{right:#,0} weights go when a head goes, and all the multiplications with them."))
            : ExerciseResult.Wrong(name,
                count == 4 * matrix ? "These are the four matrices. Query, key and value have a bias for each of the head's numbers, too."
                : count == (3 * matrix) + (3 * headSize) ? "These are query, key and value. The head has its part of the output matrix, too."
                : count == right + headSize ? "The output matrix has no bias that belongs to this head: it has one for each number of the model, for all heads together."
                : count == right + width ? "Nearly: the output's bias belongs to all heads together, so it stays when a head goes."
                : count == (4L * width * width) + (3 * width) || count == (4L * width * width) + (4 * width) ? "That is the whole attention, all heads together."
                : Say($"{count:#,0} is not it: three linear layers from {width} to {headSize} with biases, and a matrix from {headSize} to {width}."));
    }

    /// <summary>Exercise 4: a teacher's answers, softened.</summary>
    /// <param name="scores">The teacher's scores.</param>
    /// <param name="temperature">The temperature.</param>
    /// <param name="answer">The student's probabilities.</param>
    public static ExerciseResult CheckSoftTargets(IReadOnlyList<double> scores, double temperature, IReadOnlyList<double>? answer)
    {
        ArgumentNullException.ThrowIfNull(scores);
        const string name = "Exercise 4";
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by {scores.Count} probabilities.");
        if (answer.Count != scores.Count)
            return ExerciseResult.Wrong(name, $"There are {scores.Count} labels, and you gave {answer.Count} numbers.");

        var right = Softmax(scores.Select(score => score / temperature));
        if (Are(right))
            return ExerciseResult.Right(name, Say($"At the temperature 1 the first would have {Softmax(scores)[0]:0.00}; at {temperature:g3} it has {right[0]:0.00}, and the student hears of the second as well."));

        return ExerciseResult.Wrong(name,
            Are(Softmax(scores)) ? "That is the softmax of the scores themselves. Divide them by the temperature first."
            : Are(Softmax(scores.Select(score => score * temperature))) ? "You multiplied by the temperature. Divide: a higher temperature makes softer answers."
            : Are([.. Softmax(scores).Select(p => p / temperature)]) ? "You divided the probabilities by the temperature. Divide the scores, before softmax."
            : Are([.. scores.Select(score => Math.Exp(score / temperature))]) ? "These are the powers of e. Divide each by their sum."
            : Are([.. scores.Select(score => score / scores.Sum())]) ? "You divided the scores by their sum. Softmax takes e to the power of each first."
            : !Same(answer.Sum(), 1, 1e-2) ? Say($"Your numbers add up to {answer.Sum():0.00}, and probabilities add up to 1.")
            : "Divide each score by the temperature, take e to the power of it, and divide by the sum of these powers.");

        bool Are(IReadOnlyList<double> values) => answer.Zip(values).All(pair => Same(pair.First, pair.Second, 2e-3));
    }

    private static double[] Softmax(IEnumerable<double> scores)
    {
        double[] powers = [.. scores.Select(Math.Exp)];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    /// <summary>The weights without those that come first in an order.</summary>
    private static Tensor Without(Tensor weights, Tensor order, long count) =>
        weights * (order > order.flatten().sort().Values[count - 1]).to_type(ScalarType.Float32);

    private static Tensor Largest(Tensor weights, long count) => weights.abs().flatten().sort().Values[count - 1];

    private static bool Same(double a, double b, double tolerance) => Math.Abs(a - b) <= tolerance;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
