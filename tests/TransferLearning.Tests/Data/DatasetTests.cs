using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class DatasetTests
{
    private static Dataset Numbered(int count, Func<int, int> label) =>
        new(Enumerable.Range(0, count).Select(i => new Example($"text {i}", label(i))), ["bad", "good"]);

    [Fact]
    public void Shuffle_with_the_same_seed_gives_the_same_order_and_keeps_every_example()
    {
        var data = Numbered(100, i => i % 2);

        Assert.Equal(data.Shuffle(7), data.Shuffle(7));
        Assert.NotEqual(data.Shuffle(7), data.Shuffle(8));
        Assert.Equal(data.Order(ByText), data.Shuffle(7).Order(ByText));
    }

    [Fact]
    public void A_stratified_split_keeps_the_share_of_each_label_and_loses_nothing()
    {
        var data = Numbered(200, i => i % 4 == 0 ? 1 : 0);

        var (train, test) = data.TrainTestSplit(0.2, seed: 3);

        Assert.Equal([120, 40], train.LabelCounts);
        Assert.Equal([30, 10], test.LabelCounts);
        Assert.Equal(data.Order(ByText), train.Concat(test).Order(ByText));
        Assert.Equal(test, data.TrainTestSplit(0.2, seed: 3).Test);
    }

    [Fact]
    public void A_split_that_leaves_a_part_empty_is_an_error() =>
        Assert.Throws<DatasetException>(() => Numbered(4, i => i % 2).TrainTestSplit(0.1));

    [Fact]
    public void TakeBalanced_gives_equally_many_of_each_label_and_grows_by_adding()
    {
        var data = Numbered(300, i => i % 3 == 0 ? 1 : 0);

        var small = data.TakeBalanced(20, seed: 1);
        var large = data.TakeBalanced(60, seed: 1);

        Assert.Equal([10, 10], small.LabelCounts);
        Assert.Equal([30, 30], large.LabelCounts);
        Assert.Subset(large.ToHashSet(), small.ToHashSet());
    }

    [Fact]
    public void TakeBalanced_beyond_the_rarest_label_is_an_error()
    {
        var error = Assert.Throws<DatasetException>(() => Numbered(10, i => i == 0 ? 1 : 0).TakeBalanced(4, 1));

        Assert.Contains("needs 2 examples of 'good', but there are 1. Ask for at most 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClassBalance_is_the_share_of_each_label()
    {
        var balance = Numbered(4, i => i == 0 ? 1 : 0).ClassBalance;

        Assert.Equal(0.75, balance["bad"]);
        Assert.Equal(0.25, balance["good"]);
    }

    [Fact]
    public void A_label_without_a_name_is_an_error()
    {
        var error = Assert.Throws<DatasetException>(() => new Dataset([new Example("a", 2)], ["bad", "good"]));

        Assert.Contains("labels run from 0 to 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_outside_the_data_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(3, _ => 0).Select([3]));

    [Fact]
    public void Splits_with_different_labels_do_not_make_a_DatasetDict() =>
        Assert.Throws<DatasetException>(() => new DatasetDict(new Dataset([], ["a"]), test: new Dataset([], ["b"])));

    private static readonly IComparer<Example> ByText = Comparer<Example>.Create((a, b) => string.CompareOrdinal(a.Text, b.Text));
}
