using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class NearDuplicatesTests
{
    [Fact]
    public void Texts_that_share_most_words_are_grouped_under_the_first() => Assert.Equal(
        [0, 1, 0, 3, 0],
        NearDuplicates.Group(
        [
            "Your parcel A17 is on hold, pay 2.95 today.",
            "Lunch on Thursday?",
            "Your parcel B99 is on hold, pay 1.95 today!!!",
            "The cat eats the dry food at night.",
            "YOUR PARCEL A17 is on hold: pay 1.95 today",
        ]));

    [Fact]
    public void Alike_is_passed_on() => Assert.Equal([0, 0, 0, 3], NearDuplicates.Group(["a b c d", "b c d e", "c d e f", "x y"], threshold: 0.6));

    [Fact]
    public void Texts_without_words_are_alike_to_nothing() => Assert.Equal([0, 1, 2], NearDuplicates.Group(["", "!!!", ""]));

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_threshold_that_is_no_share_is_refused(double threshold) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NearDuplicates.Group(["a"], threshold));

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.6)]
    [InlineData(3, 0.75)]
    [InlineData(4, 1.0)]
    public void The_groups_are_those_of_comparing_every_pair(int seed, double threshold)
    {
        var random = new Random(seed);
        List<string> texts = [.. Enumerable.Range(0, 120).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => $"w{random.Next(12)}")))];
        Assert.Equal(ByEveryPair(texts, threshold), NearDuplicates.Group(texts, threshold));
    }

    private static List<int> ByEveryPair(List<string> texts, double threshold)
    {
        List<HashSet<string>> sets = [.. texts.Select(text => text.Split(' ').ToHashSet())];
        List<int> groups = [.. Enumerable.Range(0, texts.Count)];
        for (var i = 0; i < texts.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (sets[i].Intersect(sets[j]).Count() / (double)sets[i].Union(sets[j]).Count() < threshold - 1e-9) continue;
                var (low, high) = (Math.Min(groups[i], groups[j]), Math.Max(groups[i], groups[j]));
                groups = [.. groups.Select(group => group == high ? low : group)];
            }
        }

        return groups;
    }
}
