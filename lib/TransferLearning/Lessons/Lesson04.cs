using TransferLearning.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 04's exercises.</summary>
public static class Lesson04
{
    /// <summary>Exercise 1: the weights with which one query attends to some keys, softmax(K·q / √d).</summary>
    /// <param name="query">The query, (size).</param>
    /// <param name="keys">The keys, (tokens, size).</param>
    /// <param name="answer">The student's weights, (tokens).</param>
    public static ExerciseResult CheckAttentionWeights(Tensor query, Tensor keys, Tensor? answer)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(keys);
        const string name = "Exercise 1";
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by {keys.shape[0]} weights, one for each key.");

        using var scope = NewDisposeScope();
        var size = query.shape[^1];
        var products = keys.matmul(query);
        var scores = products / Math.Sqrt(size);
        if (TensorCheck.Difference(answer, functional.softmax(scores, -1)) is not { } difference)
            return ExerciseResult.Right(name, "All above 0, sum 1, and the key that points the query's way gets the most.");

        (Tensor Mistake, string Problem)[] mistakes =
        [
            (scores, "These are the scores. Softmax turns them into weights that sum to 1."),
            (products, "These are the dot products. Divide by the root of the size, then take the softmax."),
            (functional.softmax(products, -1), $"The dot products were not divided by the root of the size, √{size}, before the softmax."),
            (functional.softmax(products / size, -1), $"You divided by the size, {size}. Attention divides by its root."),
            (functional.softmax(scores, -1).unsqueeze(0), $"The numbers are right; the shape is (1, {keys.shape[0]}), and ({keys.shape[0]}) is asked for."),
        ];
        return ExerciseResult.Wrong(name, TensorCheck.ProblemOf(answer, mistakes) ?? difference);
    }

    /// <summary>Exercise 2: the number of weights in one encoder layer of a BERT.</summary>
    /// <param name="config">The BERT's shape.</param>
    /// <param name="answer">The student's count.</param>
    public static ExerciseResult CheckLayerWeights(PretrainedConfig config, long? answer)
    {
        const string name = "Exercise 2";
        if (config is not BertConfig shape)
            throw new ArgumentException($"The exercise is about BERT's layers, and this is the configuration of a {config?.ModelType ?? "null"}.", nameof(config));
        if (answer is null)
            return ExerciseResult.NotDone(name, "Replace null by the number of weights in one encoder layer.");

        long width = shape.HiddenSize, inner = shape.IntermediateSize;
        var (attention, feedForward, norms) = (4 * width * (width + 1), (2 * width * inner) + inner + width, 4 * width);
        var biases = (5 * width) + inner;
        var right = attention + feedForward + norms;
        if (answer == right)
            return ExerciseResult.Right(name, FormattableString.Invariant($"{(double)feedForward / right:0%} of them lie in the feed-forward network, where no token sees another."));

        var problem =
            answer == right - norms ? "Nearly: the two layer norms have a factor and a shift for each number of the width."
            : answer == right - biases ? "These are the matrices and the norms. Each of the six linear layers has a bias, too."
            : answer == right - biases - norms ? "These are the six matrices. Each linear layer has a bias, and the two layer norms have a factor and a shift for each number."
            : answer == right - (width * (width + 1)) ? "Queries, keys and values are three of attention's four linear layers: what the heads found is mixed by a fourth."
            : answer == attention ? "That is attention. The feed-forward network and the two layer norms belong to the layer, too."
            : answer == feedForward ? "That is the feed-forward network. Attention and the two layer norms belong to the layer, too."
            : answer == right * shape.NumHiddenLayers ? $"That is all {shape.NumHiddenLayers} layers; one is asked for."
            : $"{answer} is not it. Add up: four linear layers from {width} to {width}, one from {width} to {inner}, one back, each with a bias, and two layer norms.";
        return ExerciseResult.Wrong(name, problem);
    }

    /// <summary>Exercise 3: a mask for a window: true where a token must not look, that is at the future and beyond the last few tokens.</summary>
    /// <param name="tokens">How many tokens there are.</param>
    /// <param name="window">How many tokens each one may see, itself included.</param>
    /// <param name="answer">The student's mask, bool (tokens, tokens).</param>
    public static ExerciseResult CheckWindowMask(int tokens, int window, Tensor? answer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, window + 1);
        const string name = "Exercise 3";
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by a bool tensor of shape ({tokens}, {tokens}), true where a token must not look.");
        if (answer.shape is not [var rows, var columns] || rows != tokens || columns != tokens)
            return ExerciseResult.Wrong(name, $"The shape is {TensorCheck.Shape(answer)}; a row and a column for each of {tokens} tokens are asked for.");
        if (answer.dtype != ScalarType.Bool)
            return ExerciseResult.Wrong(name, $"The elements are {answer.dtype}; masked_fill wants a mask of bool. Add .to_type(torch.ScalarType.Bool).");

        var hidden = answer.ToMatrix();
        bool Is(Func<int, int, bool> rule) => !Cells(tokens).Any(cell => hidden[cell.Row, cell.Column] != 0 != rule(cell.Row, cell.Column));

        bool Right(int row, int column) => column > row || column <= row - window;
        if (Is(Right))
            return ExerciseResult.Right(name, $"No row has more than {window} tokens to look at: the cost now grows with the length, not with its square.");

        (Func<int, int, bool> Mistake, string Problem)[] mistakes =
        [
            ((row, column) => !Right(row, column), "Just the other way round: true has to stand where a token must not look."),
            ((row, column) => column > row, "The future is hidden. Hide what lies too far back, too."),
            ((row, column) => column <= row - window, "What lies too far back is hidden. Hide the future, too."),
            ((row, column) => Right(column, row), "Rows are the tokens that look, columns those that are looked at: yours is transposed."),
            ((row, column) => column > row || column < row - window, $"Yours sees {window + 1} tokens, itself included; {window} are asked for."),
            ((row, column) => column > row || column <= row - window + 1, $"Yours sees {window - 1} tokens, itself included; {window} are asked for."),
            ((row, column) => column >= row || column <= row - window, "A token must see itself: otherwise the first one has nothing to look at."),
        ];
        if (mistakes.FirstOrDefault(m => Is(m.Mistake)).Problem is { } problem)
            return ExerciseResult.Wrong(name, problem);

        var (looking, lookedAt) = Cells(tokens).First(cell => hidden[cell.Row, cell.Column] != 0 != Right(cell.Row, cell.Column));
        return ExerciseResult.Wrong(name, Right(looking, lookedAt)
            ? $"In your mask token {looking} may look at token {lookedAt}, and it must not."
            : $"In your mask token {looking} must not look at token {lookedAt}, and it may.");
    }

    private static IEnumerable<(int Row, int Column)> Cells(int size) =>
        Enumerable.Range(0, size * size).Select(i => (i / size, i % size));
}
