using TorchSharp;
using TransferLearning.Lessons;
using TransferLearning.Text;

namespace TransferLearning.Tests.Lessons;

public class Lesson02Tests
{
    private static readonly Dictionary<string, int> s_wordCounts = new() { ["low"] = 5, ["lower"] = 2, ["newest"] = 6, ["widest"] = 3 };
    private static readonly long[][] s_sequences = [[2, 17, 3], [2, 8, 9, 30, 3], [2, 3]];
    private static readonly int[] s_lengths = [5, 6, 7, 8, 9, 10, 11, 12, 13, 40];

    [Fact]
    public void Untouched_exercises_are_not_done_rather_than_wrong()
    {
        var vocabulary = WordVocabulary.Build(["a b"]);
        Assert.All(
            [
                Lesson02.CheckUnknownShare(vocabulary, ["a b"], null),
                Lesson02.CheckMerges(s_wordCounts, 3, null),
                Lesson02.CheckPadding(s_sequences, 0, null, null),
                Lesson02.CheckPadding(s_sequences, 0, torch.zeros(3, 5, torch.ScalarType.Int64), null),
                Lesson02.CheckMaxLength(s_lengths, 0.9, null),
            ],
            result => Assert.Equal(ExerciseStatus.NotDone, result.Status));
    }

    // The words of "good good bad fine odd odd odd odd": the vocabulary knows good and bad, so 5 of 8 are unknown, and 2 of 4 different ones.
    [Theory]
    [InlineData(0.625, ExerciseStatus.Right, "62.5%")]
    [InlineData(0.375, ExerciseStatus.Wrong, "knows")]
    [InlineData(62.5, ExerciseStatus.Wrong, "per cent")]
    [InlineData(0.5, ExerciseStatus.Wrong, "*different* words")]
    [InlineData(5.0, ExerciseStatus.Wrong, "Divide by the number of words, 8")]
    [InlineData(0.1, ExerciseStatus.Wrong, "among 8 words")]
    public void The_share_of_unknown_words_is_told_from_what_is_like_it(double answer, ExerciseStatus status, string message)
    {
        var result = Lesson02.CheckUnknownShare(WordVocabulary.Build(["good bad"]), ["Good good bad", "fine odd odd odd odd"], answer);

        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merges_are_right_in_any_order_of_equally_frequent_pairs()
    {
        Assert.Equal(ExerciseStatus.Right, Lesson02.CheckMerges(s_wordCounts, 3, [("e", "s"), ("es", "t"), ("l", "o")]).Status);
        Assert.Equal(ExerciseStatus.Right, Lesson02.CheckMerges(s_wordCounts, 3, [("s", "t"), ("e", "st"), ("o", "w")]).Status);
    }

    [Fact]
    public void A_wrong_merge_is_named_with_both_counts()
    {
        Assert.Contains("Merge 1: 'w' + 'e' occurs 8 times, but 'e' + 's' occurs 9", Lesson02.CheckMerges(s_wordCounts, 3, [("w", "e"), ("we", "s"), ("l", "o")]).Message, StringComparison.Ordinal);
        Assert.Contains("Merge 3: nowhere does 's' stand before 't'", Lesson02.CheckMerges(s_wordCounts, 3, [("e", "s"), ("es", "t"), ("s", "t")]).Message, StringComparison.Ordinal);
        Assert.Contains("3 are asked for", Lesson02.CheckMerges(s_wordCounts, 3, [("e", "s")]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Padding_is_checked_for_side_id_shape_and_mask()
    {
        var ids = torch.tensor(new long[,] { { 2, 17, 3, 0, 0 }, { 2, 8, 9, 30, 3 }, { 2, 3, 0, 0, 0 } });
        var left = torch.tensor(new long[,] { { 0, 0, 2, 17, 3 }, { 2, 8, 9, 30, 3 }, { 0, 0, 0, 2, 3 } });
        var mask = torch.tensor(new long[,] { { 1, 1, 1, 0, 0 }, { 1, 1, 1, 1, 1 }, { 1, 1, 0, 0, 0 } });

        Assert.Equal(ExerciseStatus.Right, Lesson02.CheckPadding(s_sequences, 0, ids, mask).Status);
        Assert.Contains("on the left", Lesson02.CheckPadding(s_sequences, 0, left, mask).Message, StringComparison.Ordinal);
        Assert.Contains("upside down", Lesson02.CheckPadding(s_sequences, 0, ids, 1 - mask).Message, StringComparison.Ordinal);
        Assert.Contains("The mask: Element [0, 3]", Lesson02.CheckPadding(s_sequences, 0, ids, torch.ones_like(mask)).Message, StringComparison.Ordinal);
        Assert.Contains("The ids: Element [0, 3]", Lesson02.CheckPadding(s_sequences, 9, ids, mask).Message, StringComparison.Ordinal);
        Assert.Contains("(3, 5) is asked for", Lesson02.CheckPadding(s_sequences, 0, ids[.., ..4], mask).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(13, ExerciseStatus.Right, "the longest text has 40")]
    [InlineData(14, ExerciseStatus.Wrong, "with 13 still 90.0%")]
    [InlineData(12, ExerciseStatus.Wrong, "80.0% of the texts stay whole")]
    public void Only_the_smallest_sufficient_length_is_right(int answer, ExerciseStatus status, string message)
    {
        var result = Lesson02.CheckMaxLength(s_lengths, 0.9, answer);

        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
    }
}
