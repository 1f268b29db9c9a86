using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class DatasetSplitTests
{
    /// <summary>100 examples, a quarter of them positive.</summary>
    private static readonly Dataset Data = new(Enumerable.Range(0, 100).Select(i => new Example($"text {i}", i % 4 == 0 ? 1 : 0)), ["negative", "positive"]);

    [Theory]
    [InlineData(8, 1, 1, 80, 10, 10)]
    [InlineData(7, 1, 2, 70, 10, 20)]
    public void Three_parts_have_their_shares_and_no_example_in_common(double train, double validation, double test, int trainCount, int validationCount, int testCount)
    {
        var data = Data.Split(train, validation, test, seed: 3);

        Assert.Equal(trainCount, data.Train.Count, tolerance: 1);
        Assert.Equal(validationCount, data.Validation!.Count, tolerance: 1);
        Assert.Equal(testCount, data.Test!.Count, tolerance: 1);
        Assert.Equal(Data.Order(ByText), data.Train.Concat(data.Validation).Concat(data.Test).Order(ByText));
        Assert.All(data.Splits, split => Assert.InRange(split.Value.ClassBalance["positive"], 0.2, 0.31));
    }

    [Fact]
    public void The_seed_decides_the_split()
    {
        Assert.Equal(Data.Split(seed: 1).Test!, Data.Split(seed: 1).Test!);
        Assert.NotEqual(Data.Split(seed: 1).Test!, Data.Split(seed: 2).Test!);
    }

    [Fact]
    public void A_part_without_a_share_is_an_error() => Assert.Throws<ArgumentOutOfRangeException>(() => Data.Split(8, 0, 2));

    [Fact]
    public void Reducing_keeps_the_share_of_each_label_and_the_order()
    {
        var reduced = Data.Reduce(0.2, seed: 5);

        Assert.Equal([15, 5], reduced.LabelCounts);
        Assert.Equal(reduced, Data.Where(example => reduced.Contains(example)));
        Assert.Superset(reduced.Reduce(1).ToHashSet(), Data.Reduce(0.4, seed: 5).ToHashSet());
    }

    [Fact]
    public void Reducing_leaves_no_label_empty() => Assert.Equal([1, 1], Data.Reduce(0.001).LabelCounts);

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void A_fraction_is_above_zero_and_at_most_one(double fraction) => Assert.Throws<ArgumentOutOfRangeException>(() => Data.Reduce(fraction));

    [Fact]
    public void A_dictionary_of_splits_maps_filters_shuffles_and_reduces_each()
    {
        var data = Data.Split(seed: 1);

        Assert.All(data.Map(example => example with { Text = "x" }).Splits, split => Assert.All(split.Value, example => Assert.Equal("x", example.Text)));
        Assert.All(data.Filter(example => example.Label == 1).Splits, split => Assert.All(split.Value, example => Assert.Equal(1, example.Label)));
        Assert.NotEqual(data.Train, data.Shuffle(1).Train);
        Assert.Equal(data.Train.Order(ByText), data.Shuffle(1).Train.Order(ByText));
        Assert.Equal(40, data.Reduce(0.5).Train.Count, tolerance: 1);
    }

    private static Comparer<Example> ByText => Comparer<Example>.Create((a, b) => string.CompareOrdinal(a.Text, b.Text));
}
