using TransferLearning.Data;

namespace TransferLearning.Tests.Data;

public sealed class DataCollatorWithPaddingTests
{
    private static readonly TokenizedExample Short = new([5, 6], [0, 1], 1);
    private static readonly TokenizedExample Long = new([7, 8, 9], [0, 0, 1], 0);

    [Fact]
    public void A_batch_is_as_long_as_its_longest_example_and_padding_is_masked()
    {
        using var batch = new DataCollatorWithPadding(padTokenId: 3).Collate([Short, Long]);

        Assert.Equal([2, 3], batch.InputIds.shape);
        Assert.Equal([5, 6, 3, 7, 8, 9], batch.InputIds.data<long>().ToArray());
        Assert.Equal([1, 1, 0, 1, 1, 1], batch.AttentionMask.data<long>().ToArray());
        Assert.Equal([0, 1, 0, 0, 0, 1], batch.TokenTypeIds!.data<long>().ToArray());
        Assert.Equal([1, 0], batch.Labels.data<long>().ToArray());
    }

    [Fact]
    public void The_length_can_be_rounded_up()
    {
        using var batch = new DataCollatorWithPadding(0, padToMultipleOf: 8).Collate([Short, Long]);

        Assert.Equal([2, 8], batch.InputIds.shape);
        Assert.Equal(5, batch.AttentionMask.sum().item<long>());
    }

    [Fact]
    public void The_length_can_be_fixed_and_longer_examples_are_then_an_error()
    {
        using var batch = new DataCollatorWithPadding(0, fixedLength: 3).Collate([Short]);

        Assert.Equal([1, 3], batch.InputIds.shape);
        var error = Assert.Throws<ArgumentException>(() => new DataCollatorWithPadding(0, fixedLength: 2).Collate([Short, Long]));
        Assert.Contains("An example has 3 tokens, but every batch is to have 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_token_types_the_batch_has_none()
    {
        using var batch = new DataCollatorWithPadding(0).Collate([new([1], null, 0)]);

        Assert.Null(batch.TokenTypeIds);
    }

    [Fact]
    public void A_mixture_of_examples_with_and_without_token_types_is_an_error() =>
        Assert.Throws<ArgumentException>(() => new DataCollatorWithPadding(0).Collate([Short, new([1], null, 0)]));
}
