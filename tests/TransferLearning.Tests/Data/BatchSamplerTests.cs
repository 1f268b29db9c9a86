using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class BatchSamplerTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 103).Select(i => (i * 37 % 50) + 1)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_epoch_has_every_example_once(bool groupByLength)
    {
        var batches = new BatchSampler(Lengths, 8, groupByLength).Shuffled(seed: 1, epoch: 0);

        Assert.Equal(13, batches.Count);
        Assert.Equal(Enumerable.Range(0, 103), batches.SelectMany(batch => batch).Order());
        Assert.Equal(7, batches[^1].Length);
    }

    [Fact]
    public void The_same_seed_and_epoch_give_the_same_batches_and_another_epoch_others()
    {
        var sampler = new BatchSampler(Lengths, 8);

        Assert.Equal(sampler.Shuffled(3, 1), sampler.Shuffled(3, 1));
        Assert.NotEqual(sampler.Shuffled(3, 1), sampler.Shuffled(3, 2));
        Assert.NotEqual(sampler.Shuffled(3, 1), sampler.Shuffled(4, 0));
    }

    [Fact]
    public void Grouping_by_length_pads_less()
    {
        int Padding(BatchSampler sampler) => sampler.Shuffled(1, 0).Sum(batch => batch.Sum(i => batch.Max(j => Lengths[j]) - Lengths[i]));

        Assert.True(Padding(new BatchSampler(Lengths, 8, groupByLength: true)) * 3 < Padding(new BatchSampler(Lengths, 8)));
    }

    [Fact]
    public void The_last_partial_batch_can_be_dropped()
    {
        var sampler = new BatchSampler(Lengths, 8, dropLast: true);

        Assert.Equal(12, sampler.Count);
        Assert.All(sampler.Shuffled(1, 0), batch => Assert.Equal(8, batch.Length));
    }
}
