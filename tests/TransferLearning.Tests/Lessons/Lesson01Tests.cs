using TransferLearning.Lessons;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson01Tests
{
    private static readonly (string Way, int Examples, double Value)[] s_runs =
    [
        ("from scratch", 500, 0.65), ("from scratch", 2000, 0.78), ("fine-tuned", 500, 0.83), ("fine-tuned", 2000, 0.89),
    ];

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong() => Assert.All(
        [Lesson01.CheckTrainedWeights(256, null), Lesson01.CheckHowManyLabels(s_runs, null), Lesson01.CheckCheating(null)],
        result => Assert.Equal(ExerciseStatus.NotDone, result.Status));

    [Theory]
    [InlineData(514, ExerciseStatus.Right, "millions in the body")]
    [InlineData(512, ExerciseStatus.Wrong, "a bias, too")]
    [InlineData(256, ExerciseStatus.Wrong, "one label")]
    [InlineData(3, ExerciseStatus.Wrong, "3 is not it")]
    public void A_head_has_a_weight_for_each_pair_and_a_bias_for_each_label(int answer, ExerciseStatus status, string message) =>
        AssertResult(Lesson01.CheckTrainedWeights(256, answer), status, message);

    [Theory]
    [InlineData(0.83, "500 or fewer")]
    [InlineData(0.70, "between 500 and 2000")]
    [InlineData(0.99, "more than 2000")]
    public void How_many_labels_it_takes_is_read_from_the_runs(double goal, string right)
    {
        var runs = s_runs.Select(run => run is ("fine-tuned", 500, _) ? run with { Value = goal } : run)
            .Select(run => run is ("from scratch", 500, _) && right == "500 or fewer" ? run with { Value = goal } : run).ToList();
        foreach (var answer in (string[])["500 or fewer", "between 500 and 2000", "more than 2000"])
            Assert.Equal(answer == right ? ExerciseStatus.Right : ExerciseStatus.Wrong, Lesson01.CheckHowManyLabels(runs, answer).Status);
    }

    [Fact]
    public void An_answer_that_is_not_offered_is_told_those_that_are()
    {
        AssertResult(Lesson01.CheckHowManyLabels(s_runs, "many"), ExerciseStatus.Wrong, "'many' is none of the three");
        Assert.Throws<ArgumentException>(() => Lesson01.CheckHowManyLabels([], "more than 2000"));
    }

    [Theory]
    [InlineData("b,d,e", ExerciseStatus.Right, "flatters the result")]
    [InlineData("E, D, b", ExerciseStatus.Right, "flatters the result")]
    [InlineData("a,b,d,e", ExerciseStatus.Wrong, "a is fair")]
    [InlineData("b,d", ExerciseStatus.Wrong, "You left out e. The best of five seeds")]
    [InlineData("g", ExerciseStatus.Wrong, "There is no 'g'")]
    [InlineData("", ExerciseStatus.Wrong, "You left out b")]
    public void Cheating_is_what_touches_the_test_set(string letters, ExerciseStatus status, string message) =>
        AssertResult(Lesson01.CheckCheating(letters.Split(',', StringSplitOptions.RemoveEmptyEntries)), status, message);

    private static void AssertResult(ExerciseResult result, ExerciseStatus status, string message)
    {
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message);
    }
}
