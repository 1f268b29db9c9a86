using TransferLearning.Data;
using TransferLearning.Lessons;
using TransferLearning.Training;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson11Tests
{
    // Three times ham, once spam.
    private static readonly Dataset s_data = new([new("a", 0), new("b", 0), new("c", 1), new("d", 0)], ["ham", "spam"]);

    // Rows 0 to 3 are training rows, 4 to 9 test rows.
    private static readonly int[] s_groups = [0, 1, 0, 3, 0, 0, 1, 7, 8, 8];
    private static readonly int[] s_train = [0, 1, 2, 3];
    private static readonly int[] s_test = [4, 5, 6, 7, 8, 9];

    // From high to low: right, right, wrong, right, wrong.
    private static PrecisionRecallCurve Curve => new([true, true, false, true, false], [0.9f, 0.8f, 0.7f, 0.6f, 0.2f]);

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong() => Assert.All(
        [Lesson11.CheckLazyAccuracy(s_data, null), Lesson11.CheckTwins(s_groups, s_train, s_test, null), Lesson11.CheckThreshold(Curve, 0.7, null)],
        result => Assert.Equal(ExerciseStatus.NotDone, result.Status));

    [Theory]
    [InlineData(0.75, ExerciseStatus.Right, "75.0% right without reading")]
    [InlineData(0.25, ExerciseStatus.Wrong, "how often it is wrong")]
    [InlineData(75, ExerciseStatus.Wrong, "per cent")]
    [InlineData(3, ExerciseStatus.Wrong, "Divide by the number of messages, 4")]
    [InlineData(0.5, ExerciseStatus.Wrong, "coin")]
    [InlineData(0.9, ExerciseStatus.Wrong, "those right that are 'ham'")]
    public void The_lazy_model_is_as_good_as_the_frequent_label_is_frequent(double answer, ExerciseStatus status, string message) =>
        AssertResult(Lesson11.CheckLazyAccuracy(s_data, answer), status, message);

    [Theory]
    [InlineData(3, ExerciseStatus.Right, "3 of 6")]
    [InlineData(2, ExerciseStatus.Wrong, "number of groups")]
    [InlineData(4, ExerciseStatus.Wrong, "twins within the test")]
    [InlineData(9, ExerciseStatus.Wrong, "9 is not it")]
    public void Twins_are_counted_in_the_test(int answer, ExerciseStatus status, string message) =>
        AssertResult(Lesson11.CheckTwins(s_groups, s_train, s_test, answer), status, message);

    [Fact]
    public void Twins_that_were_counted_the_other_way_round_are_recognised()
    {
        AssertResult(Lesson11.CheckTwins([0, 0, 0, 3], [0, 1], [2, 3], 2), ExerciseStatus.Wrong, "the other way round");
        AssertResult(Lesson11.CheckTwins([0, 0, 2, 3, 4], [0], [1, 2, 3, 4], 3), ExerciseStatus.Wrong, "without a twin");
    }

    [Theory]
    [InlineData(0.6f, ExerciseStatus.Right, "Precision 0.75, recall 1.00")]
    [InlineData(0.3f, ExerciseStatus.Right, "Precision 0.75, recall 1.00")]
    [InlineData(0.65f, ExerciseStatus.Wrong, "Go higher")]
    [InlineData(0.8f, ExerciseStatus.Wrong, "A lower threshold finds more")]
    [InlineData(0.1f, ExerciseStatus.Wrong, "only 0.60 of what is marked")]
    [InlineData(0.95f, ExerciseStatus.Wrong, "nothing is marked")]
    public void The_threshold_is_judged_by_what_it_marks(float answer, ExerciseStatus status, string message) =>
        AssertResult(Lesson11.CheckThreshold(Curve, 0.7, answer), status, message);

    [Fact]
    public void A_precision_that_no_threshold_has_is_said_to_be_out_of_reach() =>
        AssertResult(Lesson11.CheckThreshold(new([false, true], [0.9f, 0.1f]), 0.9, 0.5), ExerciseStatus.Wrong, "no threshold has a precision of 0.9: the best is 0.50");

    private static void AssertResult(ExerciseResult result, ExerciseStatus status, string message)
    {
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message);
    }
}
