using TransferLearning.Lessons;
using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson06Tests
{
    private static readonly double[] s_validation = [0.6, 0.8, 0.7];
    private static readonly double[] s_test = [0.62, 0.75, 0.78];

    private static Tensor States => tensor(new float[,] { { 1, 2 }, { 3, 4 }, { 9, 9 } });

    private static Tensor Mask => tensor(new long[] { 1, 1, 0 });

    private static Tensor Train => tensor(new float[,] { { 1, 10 }, { 3, 30 }, { 5, 20 } });

    private static Tensor Unseen => tensor(new float[,] { { 2, 40 }, { 4, 10 } });

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong() => Assert.All(
        [
            Lesson06.CheckMeanOfTokens(States, Mask, null), Lesson06.CheckHeadWeights(256, 2, null),
            Lesson06.CheckStandardized(Train, Unseen, null), Lesson06.CheckHonestChoice(s_validation, s_test, 1, null),
        ],
        result => Assert.Equal(ExerciseStatus.NotDone, result.Status));

    [Fact]
    public void A_mean_without_padding_is_right() => AssertResult(Lesson06.CheckMeanOfTokens(States, Mask, tensor(new float[] { 2, 3 })), ExerciseStatus.Right, "stays the same");

    [Fact]
    public void A_wrong_mean_is_told_what_it_is_instead()
    {
        void Wrong(Tensor answer, string message) => AssertResult(Lesson06.CheckMeanOfTokens(States, Mask, answer), ExerciseStatus.Wrong, message);
        Wrong(States.mean([0]), "mean of all rows");
        Wrong(tensor(new float[] { 4f / 3, 2 }), "not of the count");
        Wrong(tensor(new float[] { 4, 6 }), "That is the sum");
        Wrong(tensor(5f), "write sum(dim: 0)");
        Wrong(tensor(new float[] { 1, 2 }), "first token");
        Wrong(tensor(new float[,] { { 2, 3 } }), "the shape is (1, 2)");
        Wrong(tensor(new float[] { 2, 5 }), "Element [1] is 5");
    }

    [Fact]
    public void The_small_heads_weights_are_those_that_it_has()
    {
        using var head = ClassificationHeads.Small(256, 2);
        var weights = head.parameters().Sum(parameter => parameter.NumberOfElements);
        AssertResult(Lesson06.CheckHeadWeights(256, 2, weights), ExerciseStatus.Right, "16,706");
    }

    [Theory]
    [InlineData(16706 - 128, "layer norm has a factor and a shift")]
    [InlineData(16706 - 64, "two numbers for each")]
    [InlineData(16706 - 66, "Each linear layer has a bias")]
    [InlineData(16706 - 66 - 128, "These are the two matrices.")]
    [InlineData(514, "plain head")]
    [InlineData(7, "7 is not it")]
    public void A_wrong_count_is_told_what_is_missing(long answer, string message) =>
        AssertResult(Lesson06.CheckHeadWeights(256, 2, answer), ExerciseStatus.Wrong, message);

    [Fact]
    public void Features_are_standardised_by_the_training_features_with_either_deviation()
    {
        AssertResult(Lesson06.CheckStandardized(Train, Unseen, (Unseen - Train.mean([0])) / Train.std(0)), ExerciseStatus.Right, "ruler");
        AssertResult(Lesson06.CheckStandardized(Train, Unseen, (Unseen - Train.mean([0])) / Train.std(0, unbiased: false)), ExerciseStatus.Right, "ruler");
    }

    [Fact]
    public void Wrongly_standardised_features_are_told_which_step_is_wrong()
    {
        void Wrong(Tensor answer, string message) => AssertResult(Lesson06.CheckStandardized(Train, Unseen, answer), ExerciseStatus.Wrong, message);
        var (mean, deviation) = (Train.mean([0]), Train.std(0));
        Wrong((Unseen - Unseen.mean([0])) / Unseen.std(0), "of the new features");
        Wrong(Unseen - mean, "The mean is taken off");
        Wrong(Unseen / Train.std(0, unbiased: false), "did not take the mean off");
        Wrong((Unseen - mean) / deviation.square(), "variance");
        Wrong((Unseen - Train.mean()) / Train.std(), "Each column has its own");
        Wrong(Unseen, "Element [0, 0] is 2");
    }

    [Theory]
    [InlineData(1, 0.75, ExerciseStatus.Right, "measured on another")]
    [InlineData(1, 0.8, ExerciseStatus.Wrong, "flatters")]
    [InlineData(1, 0.78, ExerciseStatus.Wrong, "belongs to another one")]
    [InlineData(1, 0.5, ExerciseStatus.Wrong, "0.5 is not its accuracy")]
    [InlineData(2, 0.78, ExerciseStatus.Wrong, "no test left")]
    [InlineData(0, 0.62, ExerciseStatus.Wrong, "another layer than 0")]
    [InlineData(3, 0.75, ExerciseStatus.Wrong, "no layer 3")]
    public void A_choice_is_made_on_validation_and_reported_on_test(int layer, double reported, ExerciseStatus status, string message) =>
        AssertResult(Lesson06.CheckHonestChoice(s_validation, s_test, layer, reported), status, message);

    [Fact]
    public void A_layer_that_was_counted_from_1_is_recognised() =>
        AssertResult(Lesson06.CheckHonestChoice(s_validation, [0.7, 0.6, 0.5], 2, 0.6), ExerciseStatus.Wrong, "if you counted from 1");

    private static void AssertResult(ExerciseResult result, ExerciseStatus status, string message)
    {
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }
}
