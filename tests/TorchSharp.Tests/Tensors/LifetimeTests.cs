using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

public sealed class LifetimeTests
{
    [Fact]
    public void Tensor_used_after_its_scope_ended_says_how_to_keep_it()
    {
        Tensor kept, lost;
        using (NewDisposeScope())
        {
            lost = ones(3);
            kept = ones(3).MoveToOuterDisposeScope();
        }

        Assert.Equal(3f, kept.sum().item<float>());
        var error = Assert.Throws<ObjectDisposedException>(() => lost.sum());
        Assert.Contains("MoveToOuterDisposeScope", error.Message);
    }

    [Fact]
    public void A_view_outlives_the_tensor_it_was_taken_from()
    {
        var whole = arange(6).reshape(2, 3);
        var row = whole[1];
        whole.Dispose();
        Assert.Equal([3L, 4L, 5L], row.data<long>().ToArray());
    }

    [Fact]
    public void Moving_between_nested_scopes_keeps_counts()
    {
        using var outer = NewDisposeScope();
        using (var inner = NewDisposeScope())
        {
            var a = ones(2);
            ones(2);
            Assert.Equal(2, inner.DisposablesCount);
            a.MoveToOuterDisposeScope();
            Assert.Equal(1, inner.DisposablesCount);
            Assert.Equal(1, outer.DisposablesCount);
        }

        Assert.Equal(1, outer.DisposablesCount);
        outer.DisposeEverything();
        Assert.Equal(0, outer.DisposablesCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    [InlineData(4097)]
    [InlineData((1L << 33) + 1)]
    public void Size_classes_hold_what_was_asked_for_and_at_most_a_quarter_more(long bytes)
    {
        var sizeClass = StoragePool.ClassOf(bytes, out var capacity);
        Assert.True(capacity >= bytes);
        Assert.True(capacity <= Math.Max(64, bytes + (bytes / 4) + 1));
        Assert.Equal(sizeClass, StoragePool.ClassOf(capacity, out var same));
        Assert.Equal(capacity, same);
    }
}
