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

    [Fact]
    public void Training_steps_inside_dispose_scopes_leave_no_memory_behind()
    {
        using var weight = randn(64, 64, requires_grad: true);
        using var input = randn(32, 64);
        long before = 0;
        for (var step = 0; step < 300; step++)
        {
            if (step == 50) before = StoragePool.LiveBytes;
            Step(weight, input);
        }

        // Other tests run at the same time: allow for what they hold, not for 250 steps' tensors (100 KB each).
        Assert.InRange(StoragePool.LiveBytes - before, long.MinValue, 16L << 20);

        static void Step(Tensor weight, Tensor input)
        {
            using var scope = NewDisposeScope();
            var loss = input.matmul(weight).tanh().pow(2).mean();
            loss.backward();
            using (no_grad()) weight.sub_(weight.grad! * 0.01);
            weight.grad = null;
        }
    }

    [Fact]
    public void Handles_that_nobody_disposes_are_collected_when_memory_runs_up()
    {
        // 1,000 tensors of 4 MB would be 4 GB.
        for (var i = 0; i < 1000; i++) zeros(1024, 1024);
        Assert.InRange(StoragePool.LiveBytes, 0, 1L << 30);
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
