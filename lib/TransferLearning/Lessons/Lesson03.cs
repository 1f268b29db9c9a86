using System.Globalization;
using System.Numerics.Tensors;
using TransferLearning.Hub;
using TransferLearning.Text;

namespace TransferLearning.Lessons;

/// <summary>The checks of lesson 03's exercises.</summary>
public static class Lesson03
{
    /// <summary>Exercise 1: the cosine of the angle between two vectors.</summary>
    /// <param name="first">A vector.</param>
    /// <param name="second">Another of the same length.</param>
    /// <param name="answer">The student's cosine; three decimals are enough.</param>
    public static ExerciseResult CheckCosine(float[] first, float[] second, double? answer)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        const string name = "Exercise 1";
        if (answer is not { } cosine)
            return ExerciseResult.NotDone(name, "Replace null by the cosine of the two vectors.");

        double product = TensorPrimitives.Dot(first, second);
        double lengths = TensorPrimitives.Norm(first) * TensorPrimitives.Norm(second);
        var right = product / lengths;
        return cosine switch
        {
            _ when IsNear(cosine, right) => ExerciseResult.Right(name, string.Create(CultureInfo.InvariantCulture, $"{right:0.000}: opposites, and yet they point much the same way.")),
            _ when IsNear(cosine, product) => ExerciseResult.Wrong(name, "That is the sum of the products alone, which also grows with the vectors' lengths. Divide it by both lengths."),
            _ when IsNear(cosine, product / (lengths * lengths)) => ExerciseResult.Wrong(name, "You divided by the squares of the lengths. A length is the square root of the sum of squares."),
            _ when IsNear(cosine, TensorPrimitives.Distance(first, second)) => ExerciseResult.Wrong(name, "That is the distance between the two points. The cosine compares directions."),
            < -1 or > 1 => ExerciseResult.Wrong(name, string.Create(CultureInfo.InvariantCulture, $"A cosine lies between -1 and 1, and {cosine:0.###} does not. Did you divide by both lengths?")),
            _ => ExerciseResult.Wrong(name, string.Create(CultureInfo.InvariantCulture, $"{cosine:0.###} is not it: the sum of the products is {product:0.###}, and the lengths are {TensorPrimitives.Norm(first):0.###} and {TensorPrimitives.Norm(second):0.###}.")),
        };
    }

    /// <summary>Exercise 2: the word that is least like the others.</summary>
    /// <param name="vectors">The word vectors.</param>
    /// <param name="words">At least three words, each with a vector.</param>
    /// <param name="answer">The student's word.</param>
    public static ExerciseResult CheckOddOneOut(WordVectors vectors, IReadOnlyList<string> words, string? answer)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(words);
        const string name = "Exercise 2";
        if (answer is null)
            return ExerciseResult.NotDone(name, $"Replace null by the one of {string.Join(", ", words)} whose cosines with the others are smallest on average.");
        if (!words.Contains(answer))
            return ExerciseResult.Wrong(name, $"'{answer}' is none of the words {string.Join(", ", words)}.");

        double Closeness(string word) => words.Where(other => other != word).Average(other => vectors.Similarity(word, other));
        var odd = words.MinBy(Closeness)!;
        return answer == odd
            ? ExerciseResult.Right(name, string.Create(CultureInfo.InvariantCulture, $"On average its cosine with the others is {Closeness(odd):0.00}; the next one's is {words.Where(word => word != odd).Min(Closeness):0.00}."))
            : ExerciseResult.Wrong(name, string.Create(CultureInfo.InvariantCulture, $"'{answer}' has a mean cosine of {Closeness(answer):0.00} with the others. One of the words has a smaller one."));
    }

    /// <summary>Exercise 3: two texts of the same words in another order.</summary>
    /// <param name="first">The student's first text.</param>
    /// <param name="second">The student's second text.</param>
    public static ExerciseResult CheckSameWords(string? first, string? second)
    {
        const string name = "Exercise 3";
        const int fewest = 5;
        if (first is null || second is null)
            return ExerciseResult.NotDone(name, "Replace both nulls by reviews of the same words.");

        string[] wordsOfFirst = [.. WordVocabulary.Split(first).Where(IsWord)];
        string[] wordsOfSecond = [.. WordVocabulary.Split(second).Where(IsWord)];
        if (wordsOfFirst.Length < fewest || wordsOfSecond.Length < fewest)
            return ExerciseResult.Wrong(name, $"They have {wordsOfFirst.Length} and {wordsOfSecond.Length} words; at least {fewest} each are asked for.");
        if (Surplus(wordsOfFirst, wordsOfSecond) is { } inFirst)
            return ExerciseResult.Wrong(name, $"'{inFirst}' stands more often in the first than in the second.");
        if (Surplus(wordsOfSecond, wordsOfFirst) is { } inSecond)
            return ExerciseResult.Wrong(name, $"'{inSecond}' stands more often in the second than in the first.");
        return wordsOfFirst.SequenceEqual(wordsOfSecond)
            ? ExerciseResult.Wrong(name, "The words stand in the same order. Let some change places.")
            : ExerciseResult.Right(name, "The same words, so the same average and the same answer. Whether they say opposite things, only a reader of order can tell.");
    }

    /// <summary>Exercise 4: the weights of an LSTM that reads in both directions.</summary>
    /// <param name="inputSize">The numbers of a word.</param>
    /// <param name="hiddenSize">The numbers of the state.</param>
    /// <param name="answer">The student's count.</param>
    public static ExerciseResult CheckLstmWeights(int inputSize, int hiddenSize, int? answer)
    {
        const string name = "Exercise 4";
        var part = hiddenSize * (inputSize + hiddenSize + 2);
        var right = 2 * 4 * part;
        return answer switch
        {
            null => ExerciseResult.NotDone(name, "Replace null by the number of weights and biases in both directions."),
            _ when answer == right => ExerciseResult.Right(name, string.Create(CultureInfo.InvariantCulture, $"{right:#,0}: few beside the table of word vectors, which has {inputSize} for each word.")),
            _ when answer == right / 2 => ExerciseResult.Wrong(name, "That is one direction. The other one has weights of its own."),
            _ when answer == 2 * part => ExerciseResult.Wrong(name, "That is one part for each direction. There are four: write, keep, candidate and show."),
            _ when answer == part => ExerciseResult.Wrong(name, "That is one of the four parts, in one direction."),
            _ when answer == right - (8 * hiddenSize) => ExerciseResult.Wrong(name, "You counted one bias for each number of each part. torch.nn.LSTM holds two, one beside each matrix."),
            _ when answer == right - (16 * hiddenSize) => ExerciseResult.Wrong(name, "These are the matrices. Each number of each part has two biases, too."),
            _ => ExerciseResult.Wrong(name, $"{answer} is not it: in one direction there are four parts, each with {hiddenSize} rows for the word ({inputSize} numbers), {hiddenSize} rows for the state ({hiddenSize} numbers), and two biases a row."),
        };
    }

    private static bool IsNear(double answer, double right) => Math.Abs(answer - right) < 6e-4;

    private static bool IsWord(string token) => token.Any(char.IsLetterOrDigit);

    /// <summary>A word that the one list has more often than the other, or null.</summary>
    private static string? Surplus(IEnumerable<string> words, IEnumerable<string> others)
    {
        var counts = others.CountBy(word => word).ToDictionary();
        return words.CountBy(word => word).Where(word => word.Value > counts.GetValueOrDefault(word.Key)).Select(word => word.Key).FirstOrDefault();
    }
}
