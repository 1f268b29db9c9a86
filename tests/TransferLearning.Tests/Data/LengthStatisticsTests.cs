using TransferLearning.Data;
using TransferLearning.Tests.Training;

namespace TransferLearning.Tests.Data;

public sealed class LengthStatisticsTests
{
    [Fact]
    public void The_figures_are_those_of_numpy()
    {
        // numpy.percentile([1, 2, ..., 10], [50, 95, 99]) gives 5.5, 9.55, 9.91 by its rule of straight lines: 0.95 * 9 = 8.55 lies between the 9th and 10th.
        var statistics = LengthStatistics.Of([10, 1, 9, 2, 8, 3, 7, 4, 6, 5]);

        Assert.Equal((10, 10), (statistics.Count, statistics.Longest));
        Assert.Equal(5.5, statistics.Mean, 12);
        Assert.Equal(5.5, statistics.Median, 12);
        Assert.Equal(9.55, statistics.Percentile95, 12);
        Assert.Equal(9.91, statistics.Percentile99, 12);
    }

    [Fact]
    public void Tokenized_data_knows_its_lengths()
    {
        var tokens = ToyReviews.Tokens(20, seed: 1);

        Assert.Equal(tokens.Max(example => example.InputIds.Length), tokens.Lengths.Longest);
        Assert.Equal((double)tokens.TokenCount / 20, tokens.Lengths.Mean, 12);
    }

    [Fact]
    public void No_texts_have_no_lengths() => Assert.Throws<ArgumentException>(() => LengthStatistics.Of([]));
}
