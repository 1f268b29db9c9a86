using TransferLearning.Compression;
using TransferLearning.Lessons;
using TransferLearning.Models;
using static TorchSharp.torch;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson09Tests
{
    private static readonly float[] s_row = [0.1f, -0.508f, 0.021f, 0.3f];
    private static readonly double[] s_scores = [4, 2, 0];

    private static Tensor Weights => tensor(new float[,] { { 0.9f, -0.1f, 0.4f, -0.8f }, { -0.3f, 0.7f, 0.05f, -0.6f } });

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong() => Assert.All(
        [
            Lesson09.CheckQuantizedRow(s_row, 0.004, null), Lesson09.CheckPruned(Weights, 0.25, null),
            Lesson09.CheckHeadWeights(256, 64, null), Lesson09.CheckSoftTargets(s_scores, 2, null),
        ],
        result => Assert.Equal(ExerciseStatus.NotDone, result.Status));

    [Fact]
    public void A_row_in_bytes_is_right() => AssertResult(Lesson09.CheckQuantizedRow(s_row, 0.508 / 127, [25, -127, 5, 75]), ExerciseStatus.Right, "4 bytes and one scale instead of 16");

    [Theory]
    [InlineData(250.0, "turned round")]
    [InlineData(0.3 / 127, "whatever its sign")]
    [InlineData(0.508 / 128, "divided by 128")]
    [InlineData(0.508 / 255, "number of marks")]
    [InlineData(0.508, "That is the largest size")]
    [InlineData(0.5, "0.5 is not the scale")]
    public void A_wrong_scale_is_told_what_it_is_instead(double scale, string message) =>
        AssertResult(Lesson09.CheckQuantizedRow(s_row, scale, [25, -127, 5, 75]), ExerciseStatus.Wrong, message);

    [Fact]
    public void Wrong_whole_numbers_are_told_which_one_and_why()
    {
        void Wrong(int[] steps, string message) => AssertResult(Lesson09.CheckQuantizedRow(s_row, 0.004, steps), ExerciseStatus.Wrong, message);
        Wrong([25, -127, 5], "There are 4 weights");
        Wrong([25, 127, 5, 75], "Number 2 has the wrong sign");
        Wrong([25, -127, 6, 75], "Number 3 is next to the right one");
        Wrong([25, -127, 5, 3], "3 is not");
    }

    [Fact]
    public void The_smallest_weights_are_those_next_to_zero()
    {
        void Check(Tensor answer, ExerciseStatus status, string message) => AssertResult(Lesson09.CheckPruned(Weights, 0.25, answer), status, message);
        Check(tensor(new float[,] { { 0.9f, 0, 0.4f, -0.8f }, { -0.3f, 0.7f, 0, -0.6f } }), ExerciseStatus.Right, "2 zeros");
        Check(tensor(new float[,] { { 0.9f, -0.1f, 0.4f, 0 }, { -0.3f, 0.7f, 0.05f, 0 } }), ExerciseStatus.Wrong, "most negative");
        Check(tensor(new float[,] { { 0, -0.1f, 0.4f, 0 }, { -0.3f, 0.7f, 0.05f, -0.6f } }), ExerciseStatus.Wrong, "largest in size");
        Check(Weights, ExerciseStatus.Wrong, "Nothing is zero");
        Check(tensor(new float[,] { { 1, 0, 1, 1 }, { 1, 1, 0, 1 } }), ExerciseStatus.Wrong, "the mask");
        Check(tensor(new float[,] { { 0.9f, 0, 0, -0.8f }, { 0, 0, 0, 0 } }), ExerciseStatus.Wrong, "the other way round");
        Check(Weights[0], ExerciseStatus.Wrong, "The shape is (4)");
    }

    [Fact]
    public void A_heads_weights_are_those_that_go_with_it()
    {
        using var model = new BertForSequenceClassification(new BertConfig
        {
            VocabSize = 10,
            HiddenSize = 16,
            NumHiddenLayers = 1,
            NumAttentionHeads = 4,
            IntermediateSize = 8,
            MaxPositionEmbeddings = 8,
        });
        var importance = new Importance([[1, 2, 3, 4]], [[.. Enumerable.Range(1, 8).Select(i => (float)i)]]);
        using var smaller = StructuredPruning.Prune(model, importance, new() { Heads = 0.25 });
        AssertResult(Lesson09.CheckHeadWeights(16, 4, model.NumParameters() - smaller.NumParameters()), ExerciseStatus.Right, "268 weights");
    }

    [Theory]
    [InlineData(65_728, ExerciseStatus.Right, "65,728")]
    [InlineData(65_536, ExerciseStatus.Wrong, "four matrices")]
    [InlineData(49_344, ExerciseStatus.Wrong, "part of the output matrix")]
    [InlineData(65_728 + 64, ExerciseStatus.Wrong, "no bias that belongs")]
    [InlineData(65_728 + 256, ExerciseStatus.Wrong, "stays when a head goes")]
    [InlineData(263_168, ExerciseStatus.Wrong, "all heads together")]
    [InlineData(12, ExerciseStatus.Wrong, "12 is not it")]
    public void A_count_of_a_heads_weights_is_told_what_is_missing(long answer, ExerciseStatus status, string message) =>
        AssertResult(Lesson09.CheckHeadWeights(256, 64, answer), status, message);

    [Fact]
    public void Soft_answers_are_the_softmax_of_scores_over_temperature()
    {
        void Check(double[] answer, ExerciseStatus status, string message) => AssertResult(Lesson09.CheckSoftTargets(s_scores, 2, answer), status, message);
        // Softmax of 2, 1, 0; of 4, 2, 0; of 8, 4, 0, worked out by hand.
        Check([0.6652, 0.2447, 0.0900], ExerciseStatus.Right, "the first would have 0.87; at 2 it has 0.67");
        Check([0.8668, 0.1173, 0.0159], ExerciseStatus.Wrong, "Divide them by the temperature first");
        Check([0.9817, 0.0180, 0.0003], ExerciseStatus.Wrong, "You multiplied");
        Check([0.4334, 0.0587, 0.0079], ExerciseStatus.Wrong, "before softmax");
        Check([7.3891, 2.7183, 1], ExerciseStatus.Wrong, "powers of e");
        Check([0.6667, 0.3333, 0], ExerciseStatus.Wrong, "by their sum");
        Check([0.5, 0.2, 0.1], ExerciseStatus.Wrong, "add up to 0.80");
        Check([0.5, 0.3, 0.2], ExerciseStatus.Wrong, "take e to the power");
        Check([1, 0], ExerciseStatus.Wrong, "There are 3 labels");
    }

    private static void AssertResult(ExerciseResult result, ExerciseStatus status, string message)
    {
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }
}
