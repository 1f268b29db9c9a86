using TransferLearning.Lessons;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Tests.Lessons;

public sealed class Lesson05Tests
{
    private static readonly string[] s_tokens = ["[CLS]", "un", "##watch", "##able", ",", "said", "[SEP]"];

    private static Tensor Logits => tensor(new float[,] { { 2, 0, 0, 1 }, { 0, 1, 3, 0 }, { 1, 1, 1, 1 }, { 0, 4, 0, 0 }, { 2, 1, 0, 0 } });

    private static Tensor Labels => tensor(new long[] { -100, 2, -100, -100, 0 });

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong() => Assert.All(
        [Lesson05.CheckMaskCount(2000, null), Lesson05.CheckMaskedLoss(Logits, Labels, null), Lesson05.CheckWholeWords(s_tokens, null)],
        result => Assert.Equal(ExerciseStatus.NotDone, result.Status));

    [Theory]
    [InlineData(240, ExerciseStatus.Right, "one token in eight")]
    [InlineData(300, ExerciseStatus.Wrong, "how many are chosen")]
    [InlineData(1600, ExerciseStatus.Wrong, "only 15 % are chosen")]
    [InlineData(30, ExerciseStatus.Wrong, "replaced by another token")]
    [InlineData(0.12, ExerciseStatus.Wrong, "That is the share")]
    [InlineData(7, ExerciseStatus.Wrong, "7 is not it")]
    public void The_number_of_masks_is_told_from_what_is_like_it(double answer, ExerciseStatus status, string message) =>
        AssertResult(Lesson05.CheckMaskCount(2000, answer), status, message);

    [Fact]
    public void The_loss_is_that_of_cross_entropy_over_the_asked_positions() =>
        AssertResult(Lesson05.CheckMaskedLoss(Logits, Labels, functional.cross_entropy(Logits, Labels, ignore_index: -100).item<float>()), ExerciseStatus.Right, "Perplexity");

    [Fact]
    public void A_wrong_loss_is_told_which_step_is_wrong()
    {
        double right = functional.cross_entropy(Logits, Labels, ignore_index: -100).item<float>();
        double probabilities = (functional.softmax(Logits, -1)[1, 2].item<float>() + functional.softmax(Logits, -1)[4, 0].item<float>()) / 2;
        AssertResult(Lesson05.CheckMaskedLoss(Logits, Labels, -right), ExerciseStatus.Wrong, "sign");
        AssertResult(Lesson05.CheckMaskedLoss(Logits, Labels, right * 2 / 5), ExerciseStatus.Wrong, "all 5 positions. Only 2");
        AssertResult(Lesson05.CheckMaskedLoss(Logits, Labels, right * 2), ExerciseStatus.Wrong, "the sum");
        AssertResult(Lesson05.CheckMaskedLoss(Logits, Labels, probabilities), ExerciseStatus.Wrong, "mean probability");
        AssertResult(Lesson05.CheckMaskedLoss(Logits, Labels, -(3 + 2) / 2.0), ExerciseStatus.Wrong, "raw scores");
        AssertResult(Lesson05.CheckMaskedLoss(Logits, Labels, 9), ExerciseStatus.Wrong, "9.000 is not it");
        Assert.Throws<ArgumentException>(() => Lesson05.CheckMaskedLoss(Logits, full(5, -100, ScalarType.Int64), 1));
    }

    [Fact]
    public void Words_are_groups_of_pieces() => AssertResult(Lesson05.CheckWholeWords(s_tokens, [[1, 2, 3], [4], [5]]), ExerciseStatus.Right, "told from its sentence");

    [Fact]
    public void Wrong_groups_are_named()
    {
        AssertResult(Lesson05.CheckWholeWords(s_tokens, new List<int[]> { new[] { 1 }, new[] { 2 } }), ExerciseStatus.Wrong, "Word 1 is 'unwatchable' at [1, 2, 3]; yours is [1]");
        AssertResult(Lesson05.CheckWholeWords(s_tokens, [[0], [1, 2, 3], [4], [5]]), ExerciseStatus.Wrong, "Position 0 is [CLS]");
        AssertResult(Lesson05.CheckWholeWords(s_tokens, [[1, 2, 3], [4]]), ExerciseStatus.Wrong, "'said' is missing");
        AssertResult(Lesson05.CheckWholeWords(s_tokens, [[1, 2, 3], [4], [5], [5]]), ExerciseStatus.Wrong, "4 words, and there are 3");
        AssertResult(Lesson05.CheckWholeWords(s_tokens, [[], [1, 2, 3]]), ExerciseStatus.Wrong, "empty");
        AssertResult(Lesson05.CheckWholeWords(s_tokens, [[7]]), ExerciseStatus.Wrong, "no position 7");
    }

    private static void AssertResult(ExerciseResult result, ExerciseStatus status, string message)
    {
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }
}
