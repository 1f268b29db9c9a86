using System.Runtime.CompilerServices;
using TorchSharp.Engine;
using TorchSharp.Tests.NN;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Memory;

/// <summary>Counts the engine's own bytes, not the process's: the garbage collector's and the runtime's share depends on the machine.</summary>
public sealed class MemoryGrowthTests
{
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_thousand_training_steps_hold_no_more_memory_than_ten(bool scopes)
    {
        manual_seed(4);
        using var model = new TinyDistilBert();
        using var optimizer = optim.AdamW(model.parameters(), 1e-3);
        using var ids = randint(1, 107, [8, 16], ScalarType.Int64);
        using var mask = ones(8, 16, ScalarType.Int64);
        using var labels = zeros(8, ScalarType.Int64);

        long peak = 0;
        for (int i = 0; i < 10; i++) Step();
        StoragePool.CollectLeakedHandles();
        long reachable = MemoryMeasurements.ReachableBytes(), native = StoragePool.NativeBytes;
        peak = 0;
        for (int i = 0; i < 990; i++) Step();
        long nativeGrowth = StoragePool.NativeBytes - native;

        // With scopes each step's memory comes back with the step. Without, it waits for the collector, which the pool calls in time.
        long allowance = scopes ? 4 * Megabyte : reachable + (80 * Megabyte);
        Assert.InRange(peak - reachable, 0, allowance);
        Assert.InRange(nativeGrowth, long.MinValue, allowance);
        Assert.InRange(MemoryMeasurements.ReachableBytes() - reachable, long.MinValue, 0);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Step()
        {
            using var scope = scopes ? NewDisposeScope() : null;
            optimizer.zero_grad();
            nn.functional.cross_entropy(model.call(ids, mask), labels).backward();
            optimizer.step();
            peak = Math.Max(peak, StoragePool.LiveBytes);
        }
    }

    [Fact]
    public void Handles_that_nobody_disposes_are_collected_when_memory_runs_up()
    {
        StoragePool.CollectLeakedHandles();
        long before = MemoryMeasurements.ReachableBytes(), peak = 0;
        for (int i = 0; i < 1000; i++) peak = Math.Max(peak, Make());

        // All of them together would be 4 GB.
        Assert.InRange(peak - before, 0, before + (128 * Megabyte));
        Assert.InRange(MemoryMeasurements.ReachableBytes() - before, long.MinValue, 0);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static long Make()
        {
            zeros(1024, 1024);
            return StoragePool.LiveBytes;
        }
    }

    [Fact]
    public void Memory_that_was_not_to_be_had_does_not_count()
    {
        long before = MemoryMeasurements.ReachableBytes();
        Assert.Throws<OutOfMemoryException>(() => empty(1L << 30, 1L << 14));
        Assert.InRange(MemoryMeasurements.ReachableBytes() - before, long.MinValue, 0);
    }

    [Fact]
    public void A_disposed_tensor_gives_its_memory_back_at_once()
    {
        long before = MemoryMeasurements.ReachableBytes();
        var tensor = zeros(1024, 1024);
        Assert.Equal(4 * Megabyte, StoragePool.LiveBytes - before);
        tensor.Dispose();
        Assert.Equal(before, StoragePool.LiveBytes);
    }
}
