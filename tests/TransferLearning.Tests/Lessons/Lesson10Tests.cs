using TransferLearning.Lessons;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson10Tests
{
    private static readonly double[] s_milliseconds = [12, 9, 11, 240, 10, 13, 12, 11, 95, 10, 9, 12, 14, 11, 10, 13, 12, 10, 11, 15];
    private static readonly double[] s_then = [0.2, 0.3, 0.5];
    private static readonly double[] s_today = [0.1, 0.3, 0.6];

    private static readonly string[] s_fields =
    [
        "time", "review", "status", "milliseconds", "first 20 characters of the review", "number of tokens", "hash of the review", "model", "user's e-mail address",
    ];

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong() => Assert.All(
        [
            Lesson10.CheckSizeBudget(355_361_794, 500, 110, null, 355.4), Lesson10.CheckPercentiles(s_milliseconds, 11, null),
            Lesson10.CheckLogFields(s_fields, null), Lesson10.CheckPsi(s_then, s_today, null),
        ],
        result => Assert.Equal(ExerciseStatus.NotDone, result.Status));

    [Theory]
    [InlineData(1, 355.361794, ExerciseStatus.Right, "355 MB")]
    [InlineData(1, 355.0, ExerciseStatus.Right, "355 MB")]
    [InlineData(2, 710.7, ExerciseStatus.Wrong, "takes 711 MB, and 390 are left")]
    [InlineData(0, 0.0, ExerciseStatus.Wrong, "with 1 it still fits")]
    [InlineData(1, 355361794.0, ExerciseStatus.Wrong, "divide it by a million")]
    [InlineData(1, 338.9, ExerciseStatus.Wrong, "mebibytes")]
    [InlineData(1, 465.4, ExerciseStatus.Wrong, "model's alone")]
    [InlineData(1, 390.0, ExerciseStatus.Wrong, "room for the model")]
    [InlineData(1, 88.8, ExerciseStatus.Wrong, "88.8 megabytes are not")]
    public void A_size_budget_is_told_what_is_wrong_with_it(int bytesPerWeight, double megabytes, ExerciseStatus status, string message) =>
        AssertResult(Lesson10.CheckSizeBudget(355_361_794, 500, 110, bytesPerWeight, megabytes), status, message);

    [Theory]
    [InlineData(11.0, 95.0, ExerciseStatus.Right, "The mean, 27, describes none")]
    [InlineData(27.0, 95.0, ExerciseStatus.Wrong, "is the mean")]
    [InlineData(11.5, 95.0, ExerciseStatus.Wrong, "the lower one")]
    [InlineData(12.0, 95.0, ExerciseStatus.Wrong, "12 is not p50")]
    [InlineData(11.0, 240.0, ExerciseStatus.Wrong, "slowest of all")]
    [InlineData(11.0, 228.0, ExerciseStatus.Wrong, "95 % of the slowest")]
    [InlineData(11.0, 15.0, ExerciseStatus.Wrong, "place 19 of 20")]
    public void Percentiles_are_told_what_they_are_instead(double p50, double p95, ExerciseStatus status, string message) =>
        AssertResult(Lesson10.CheckPercentiles(s_milliseconds, p50, p95), status, message);

    [Fact]
    public void Percentiles_of_an_unordered_list_are_recognised()
    {
        double[] unordered = [4, 9, 5, 8, 1, 2, 3, 6, 10, 7]; // in place 5 stands 1, in place 10 stands 7
        AssertResult(Lesson10.CheckPercentiles(unordered, 1, 10), ExerciseStatus.Wrong, "Put the values in order");
        AssertResult(Lesson10.CheckPercentiles(unordered, 5, 7), ExerciseStatus.Wrong, "put it in order");
    }

    [Fact]
    public void A_log_of_harmless_fields_is_right_in_any_order() =>
        AssertResult(Lesson10.CheckLogFields(s_fields, ["model", "time", "status", "number of tokens", "milliseconds"]), ExerciseStatus.Right, "how it ended");

    [Theory]
    [InlineData("review", "never hold")]
    [InlineData("hash of the review", "hashes it and compares")]
    [InlineData("first 20 characters of the review", "are a text")]
    [InlineData("user's e-mail address", "tells who it was")]
    [InlineData("colour", "not in the list")]
    public void A_log_that_leaks_is_told_how(string field, string message) =>
        AssertResult(Lesson10.CheckLogFields(s_fields, ["time", field]), ExerciseStatus.Wrong, message);

    [Fact]
    public void A_log_without_a_useful_field_is_told_which() =>
        AssertResult(Lesson10.CheckLogFields(s_fields, ["time", "status", "number of tokens", "model"]), ExerciseStatus.Wrong, "'milliseconds' may stay");

    [Fact]
    public void The_index_is_the_sum_of_both_divergences()
    {
        // Σ (n − o) ln(n / o) = −0.1 ln 0.5 + 0.1 ln 1.2, worked out by hand.
        AssertResult(Lesson10.CheckPsi(s_then, s_today, 0.0875), ExerciseStatus.Right, "below 0.1");
        AssertResult(Lesson10.CheckPsi([0.5, 0.5], [0.7, 0.3], 0.16946), ExerciseStatus.Right, "keep an eye on it");
        AssertResult(Lesson10.CheckPsi([0.5, 0.5], [0.9, 0.1], 0.87889), ExerciseStatus.Right, "something has changed");
    }

    [Theory]
    [InlineData(-0.08755, "sign is turned round")]
    [InlineData(0.03802, "base 10")]
    [InlineData(0.12630, "base 2")]
    [InlineData(0.04008, "Kullback-Leibler")]
    [InlineData(0.2, "sum of the differences")]
    [InlineData(0.02918, "mean of the terms")]
    [InlineData(3.0, "The terms are 0.0693, 0.0000, 0.0182")]
    public void A_wrong_index_is_told_what_it_is_instead(double answer, string message) =>
        AssertResult(Lesson10.CheckPsi(s_then, s_today, answer), ExerciseStatus.Wrong, message);

    private static void AssertResult(ExerciseResult result, ExerciseStatus status, string message)
    {
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }
}
