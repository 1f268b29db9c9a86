using static TorchSharp.torch;
using static TorchSharp.torch.utils.data;

namespace TorchSharp.Tests.Data;

public sealed class DataLoaderTests
{
    [Fact]
    public void Batches_stack_the_examples_in_order()
    {
        using var loader = DataLoader(new Squares(7), 3);
        var batches = loader.Select(batch => (Numbers: batch["x"].data<float>().ToArray(), Shape: batch["y"].shape)).ToArray();
        Assert.Equal(3, loader.Count);
        Assert.Equal([[0f, 1, 2], [3f, 4, 5], [6f]], batches.Select(batch => batch.Numbers));
        Assert.Equal([3, 2], batches[0].Shape);
    }

    [Fact]
    public void A_last_batch_that_is_not_full_can_be_dropped()
    {
        using var loader = DataLoader(new Squares(7), 3, drop_last: true);
        Assert.Equal(2, loader.Count);
        Assert.Equal(2, loader.ToList().Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_seed_fixes_the_random_order_for_any_number_of_workers(int workers)
    {
        float[] Read()
        {
            using var loader = DataLoader(new Squares(50), 8, shuffle: true, seed: 3, num_worker: workers);
            return [.. loader.SelectMany(batch => batch["x"].data<float>().ToArray())];
        }
        float[] order = Read();
        Assert.NotEqual(Enumerable.Range(0, 50).Select(i => (float)i), order);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (float)i), order.Order());
        Assert.Equal(order, Read());
    }

    [Fact]
    public void Without_a_seed_the_order_comes_from_the_generator_and_changes_each_pass()
    {
        using var loader = DataLoader(new Squares(50), 50, shuffle: true);
        float[] Pass() => loader.Select(batch => batch["x"].data<float>().ToArray()).Single();
        manual_seed(1);
        float[] first = Pass(), second = Pass();
        Assert.NotEqual(first, second);
        manual_seed(1);
        Assert.Equal(first, Pass());
    }

    [Fact]
    public void A_batch_is_disposed_when_the_next_is_read_unless_it_shall_not_be()
    {
        Tensor? last = null;
        using (var loader = DataLoader(new Squares(4), 2))
            foreach (var batch in loader)
            {
                if (last is not null) Assert.True(last.IsInvalid);
                last = batch["x"];
                Assert.False(last.IsInvalid);
            }
        Assert.True(last!.IsInvalid);

        using var keeping = DataLoader(new Squares(4), 2, disposeBatch: false);
        Assert.All(keeping.ToArray(), batch => Assert.False(batch["x"].IsInvalid));
    }

    [Fact]
    public void Tensors_are_read_row_by_row()
    {
        using var dataset = TensorDataset(arange(6).reshape(3, 2), tensor(new[] { 10L, 11, 12 }));
        Assert.Equal(3, dataset.Count);
        Assert.Equal([2L, 3], dataset[1][0].data<long>().ToArray());
        using var loader = DataLoader(dataset, 2, disposeDataset: false);
        Assert.Equal([12L], loader.Select(batch => batch[1].data<long>().ToArray()).ToArray()[^1]);
        Assert.Throws<ArgumentException>(() => TensorDataset(zeros(3), zeros(4)));
    }

    private sealed class Squares(long count) : Dataset
    {
        public override long Count => count;

        public override Dictionary<string, Tensor> GetTensor(long index) => new() { ["x"] = tensor((float)index), ["y"] = tensor(new[] { index, index * index }) };
    }
}
