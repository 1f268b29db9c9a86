using TransferLearning.Hub;
using TransferLearning.Lessons;

namespace TransferLearning.Tests.Lessons;

public class Lesson03Tests
{
    private static readonly float[] s_first = [3, 4];
    private static readonly float[] s_second = [6, 8.5f];
    private static readonly WordVectors s_vectors = new(["film", "series", "butter"], [1, 0, 1, 0.2f, 0, 1]);

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong() => Assert.All(
        [
            Lesson03.CheckCosine(s_first, s_second, null),
            Lesson03.CheckOddOneOut(s_vectors, ["film", "series", "butter"], null),
            Lesson03.CheckSameWords(null, null),
            Lesson03.CheckSameWords("It was not dull, it was funny.", null),
            Lesson03.CheckLstmWeights(100, 64, null),
        ],
        result => Assert.Equal(ExerciseStatus.NotDone, result.Status));

    // The product is 52, the lengths are 5 and 10.404, the distance is 5.408.
    [Theory]
    [InlineData(0.9996, ExerciseStatus.Right, "1.000")]
    [InlineData(52, ExerciseStatus.Wrong, "Divide it by both lengths")]
    [InlineData(0.0192, ExerciseStatus.Wrong, "squares of the lengths")]
    [InlineData(5.4083, ExerciseStatus.Wrong, "distance")]
    [InlineData(1.7, ExerciseStatus.Wrong, "between -1 and 1")]
    [InlineData(0.5, ExerciseStatus.Wrong, "the lengths are 5 and 10.404")]
    public void A_cosine_is_told_from_what_is_like_it(double answer, ExerciseStatus status, string message)
    {
        var result = Lesson03.CheckCosine(s_first, s_second, answer);

        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("butter", ExerciseStatus.Right)]
    [InlineData("film", ExerciseStatus.Wrong)]
    [InlineData("cheese", ExerciseStatus.Wrong)]
    public void The_odd_word_is_the_one_farthest_from_the_others(string answer, ExerciseStatus status) =>
        Assert.Equal(status, Lesson03.CheckOddOneOut(s_vectors, ["film", "series", "butter"], answer).Status);

    [Theory]
    [InlineData("It was not dull, it was funny.", "It was not funny; it was dull!", ExerciseStatus.Right, "same answer")]
    [InlineData("It was not dull, it was funny.", "it was not dull it was funny", ExerciseStatus.Wrong, "same order")]
    [InlineData("It was not dull, it was funny.", "It was dull, it was funny.", ExerciseStatus.Wrong, "'not' stands more often in the first")]
    [InlineData("It was dull, it was funny.", "It was dull, it was very funny.", ExerciseStatus.Wrong, "'very' stands more often in the second")]
    [InlineData("Not dull.", "Dull, not!", ExerciseStatus.Wrong, "2 and 2 words")]
    public void Two_texts_must_have_the_same_words_in_another_order(string first, string second, ExerciseStatus status, string message)
    {
        var result = Lesson03.CheckSameWords(first, second);

        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }

    // torch.nn.LSTM(100, 64, bidirectional=True) in PyTorch: sum(p.numel() for p in lstm.parameters()) is 84,992.
    [Theory]
    [InlineData(84_992, ExerciseStatus.Right, "84,992")]
    [InlineData(42_496, ExerciseStatus.Wrong, "one direction")]
    [InlineData(21_248, ExerciseStatus.Wrong, "There are four")]
    [InlineData(10_624, ExerciseStatus.Wrong, "one of the four parts")]
    [InlineData(84_480, ExerciseStatus.Wrong, "holds two")]
    [InlineData(83_968, ExerciseStatus.Wrong, "matrices")]
    [InlineData(1, ExerciseStatus.Wrong, "1 is not it")]
    public void What_is_missing_from_a_count_of_weights_is_named(int answer, ExerciseStatus status, string message)
    {
        var result = Lesson03.CheckLstmWeights(100, 64, answer);

        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }
}
