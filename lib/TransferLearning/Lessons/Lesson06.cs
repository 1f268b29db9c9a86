using System.Globalization;
using static TorchSharp.torch;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 06's exercises.</summary>
public static class Lesson06
{
    /// <summary>Exercise 1: the mean of a text's token vectors, padding left out.</summary>
    /// <param name="states">The tokens' vectors, (tokens, width).</param>
    /// <param name="mask">1 for a token, 0 for padding: (tokens).</param>
    /// <param name="answer">The student's vector, (width).</param>
    public static ExerciseResult CheckMeanOfTokens(Tensor states, Tensor mask, Tensor? answer)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(mask);
        const string name = "Exercise 1";
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by the mean vector of the tokens, of shape ({states.shape[1]}).");

        using var scope = NewDisposeScope();
        var weights = mask.to_type(ScalarType.Float32).unsqueeze(1); // (tokens, 1)
        var sum = (states * weights).sum(dim: 0);
        if (TensorCheck.Difference(answer, sum / weights.sum()) is not { } difference)
            return ExerciseResult.Right(name, "However long the other texts of the batch are, this text's vector stays the same.");

        (Tensor Mistake, string Problem)[] mistakes =
        [
            (states.mean([0]), "That is the mean of all rows. The padding is no part of the text: leave it out."),
            (sum / states.shape[0], "The padding is left out of the sum, but not of the count: divide by the number of tokens."),
            (sum.sum() / weights.sum(), "That is a single number: your sum ran over the whole table. In C# a bare sum(0) is another method; write sum(dim: 0)."),
            (sum, "That is the sum. Divide it by the number of tokens."),
            (states[0], "That is the first token's vector. The mean of all tokens is asked for."),
            ((sum / weights.sum()).unsqueeze(0), $"The numbers are right; the shape is (1, {states.shape[1]}), and ({states.shape[1]}) is asked for."),
        ];
        return ExerciseResult.Wrong(name, TensorCheck.ProblemOf(answer, mistakes) ?? difference);
    }

    /// <summary>Exercise 2: the number of weights of <see cref="Models.ClassificationHeads.Small"/>.</summary>
    /// <param name="width">The number of features.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="answer">The student's count.</param>
    public static ExerciseResult CheckHeadWeights(int width, int labels, long? answer)
    {
        const string name = "Exercise 2";
        const long narrow = 64;
        if (answer is not { } count)
            return ExerciseResult.NotDone(name, "Replace null by the number of weights in the small head.");

        var (dense, norm, output) = ((width + 1) * narrow, 2 * narrow, (narrow + 1) * labels);
        var right = dense + norm + output;
        if (count == right)
            return ExerciseResult.Right(name, string.Create(CultureInfo.InvariantCulture, $"{right:#,0}: all that is trained while the body is frozen."));

        var problem =
            count == right - norm ? $"Nearly: the layer norm has a factor and a shift for each of the {narrow} numbers."
            : count == right - (norm / 2) ? $"Nearly: the layer norm has two numbers for each of the {narrow}, a factor and a shift."
            : count == right - narrow - labels ? "These are the two matrices and the norm. Each linear layer has a bias for each of its outputs, too."
            : count == right - narrow - labels - norm ? "These are the two matrices. Each linear layer has a bias for each of its outputs, and the layer norm has a factor and a shift."
            : count == (width + 1L) * labels ? "That is the plain head, one linear layer. The small one goes by way of 64 numbers."
            : $"{count} is not it: a linear layer from {width} to {narrow}, a layer norm over {narrow}, a linear layer from {narrow} to {labels}. Tanh and dropout have no weights.";
        return ExerciseResult.Wrong(name, problem);
    }

    /// <summary>Exercise 3: new features, standardised with the figures of the training features.</summary>
    /// <param name="train">The training features, (texts, width).</param>
    /// <param name="unseen">The new features, (texts, width).</param>
    /// <param name="answer">The student's features, in the shape of the new ones.</param>
    public static ExerciseResult CheckStandardized(Tensor train, Tensor unseen, Tensor? answer)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(unseen);
        const string name = "Exercise 3";
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by the standardised features, of shape {TensorCheck.Shape(unseen)}.");

        using var scope = NewDisposeScope();
        var (mean, deviation, deviationOfSample) = Figures(train);
        if (TensorCheck.Difference(answer, (unseen - mean) / deviation) is not { } difference
            || TensorCheck.Difference(answer, (unseen - mean) / deviationOfSample) is null)
        {
            return ExerciseResult.Right(name, "The new text is measured with the ruler that the head was trained with.");
        }

        var (ownMean, ownDeviation, ownDeviationOfSample) = Figures(unseen);
        const string own = "You took mean and deviation of the new features. The head knows the training features' scale, so those figures are needed; and a single new text has no deviation at all.";
        (Tensor Mistake, string Problem)[] mistakes =
        [
            ((unseen - ownMean) / ownDeviation, own),
            ((unseen - ownMean) / ownDeviationOfSample, own),
            (unseen - mean, "The mean is taken off. Divide by the standard deviation, too."),
            (unseen / deviation, "You divided by the standard deviation, but did not take the mean off first."),
            ((unseen - mean) / deviation.square(), "You divided by the variance. The standard deviation is its square root."),
            ((unseen - mean) / deviationOfSample.square(), "You divided by the variance. The standard deviation is its square root."),
            ((unseen - train.mean()) / train.std(), "You took one mean and one deviation of all numbers. Each column has its own: take them along dimension 0."),
        ];
        return ExerciseResult.Wrong(name, TensorCheck.ProblemOf(answer, mistakes) ?? difference);
    }

    /// <summary>Exercise 4: which layer to choose, and which accuracy one may then report.</summary>
    /// <param name="validation">The accuracy on the validation texts by layer.</param>
    /// <param name="test">The accuracy on the test texts by layer.</param>
    /// <param name="layer">The student's layer.</param>
    /// <param name="reported">The accuracy that the student would report.</param>
    public static ExerciseResult CheckHonestChoice(IReadOnlyList<double> validation, IReadOnlyList<double> test, int? layer, double? reported)
    {
        ArgumentNullException.ThrowIfNull(validation);
        ArgumentNullException.ThrowIfNull(test);
        const string name = "Exercise 4";
        if (layer is not { } chosen || reported is not { } value)
            return ExerciseResult.NotDone(name, "Replace both nulls: the layer that you choose, and the accuracy that you report.");
        if (chosen < 0 || chosen >= validation.Count)
            return ExerciseResult.Wrong(name, $"There is no layer {chosen}: they run from 0 to {validation.Count - 1}.");

        var best = Enumerable.Range(0, validation.Count).MaxBy(at => validation[at]);
        var bestOnTest = Enumerable.Range(0, test.Count).MaxBy(at => test[at]);
        bool Is(double other) => Math.Abs(value - other) < 1e-6;
        if (chosen != best)
        {
            return ExerciseResult.Wrong(name, chosen == bestOnTest
                ? $"Layer {chosen} is the best on the test texts. Whoever chooses on the test has no test left: choose on the validation texts."
                : chosen == best + 1 ? $"Layer {chosen} is one too many, if you counted from 1: the first number belongs to layer 0, the embeddings."
                : $"On the validation texts another layer than {chosen} is best.");
        }

        return Is(test[best]) ? ExerciseResult.Right(name, "Chosen on one set of texts, measured on another: nobody can call this luck of the choice.")
            : Is(validation[best]) ? ExerciseResult.Wrong(name, "The layer is right. But its accuracy on the validation texts is the best of several, and so it flatters. Report the test's.")
            : Is(test[bestOnTest]) ? ExerciseResult.Wrong(name, "The layer is right, but this accuracy belongs to another one, which you did not choose.")
            : ExerciseResult.Wrong(name, string.Create(CultureInfo.InvariantCulture, $"The layer is right; {value:g4} is not its accuracy on the test texts."));
    }

    private static (Tensor Mean, Tensor Deviation, Tensor DeviationOfSample) Figures(Tensor features)
    {
        var mean = features.mean([0]);
        var squares = (features - mean).square().sum(dim: 0);
        return (mean, (squares / features.shape[0]).sqrt(), (squares / (features.shape[0] - 1)).sqrt());
    }
}
