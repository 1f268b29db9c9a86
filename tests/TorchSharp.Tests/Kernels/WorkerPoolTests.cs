using TorchSharp.Threading;

namespace TorchSharp.Tests.Kernels;

[Collection(KernelSettings.Name)]
public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void Every_chunk_runs_once(int chunks)
    {
        foreach (int threads in (int[])[1, 2, 7])
        {
            WithThreads(threads, () =>
            {
                var counts = new int[chunks];
                WorkerPool.For(counts.Length, new Count(counts));
                Assert.All(counts, count => Assert.Equal(1, count));
            });
        }
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 10)]
    [InlineData(12_345, 7)]
    public void A_range_is_covered_in_pieces_of_its_grain(int length, int grain) => WithThreads(3, () =>
    {
        var counts = new int[length];
        WorkerPool.ForRange(length, grain, new CountRange(counts, grain));
        Assert.All(counts, count => Assert.Equal(1, count));
    });

    [Fact]
    public void Thousands_of_short_jobs_from_several_threads_all_complete() => WithThreads(4, () =>
    {
        Parallel.For(0, 4, _ =>
        {
            for (int job = 0; job < 3000; job++)
            {
                var counts = new int[5];
                WorkerPool.For(counts.Length, new Count(counts));
                Assert.Equal(5, counts.Sum());
            }
        });
    });

    [Fact]
    public void A_job_inside_a_chunk_runs_on_the_same_thread() => WithThreads(2, () =>
    {
        var ids = new int[64];
        WorkerPool.For(8, new Nested(ids));
        for (int outer = 0; outer < 8; outer++) Assert.Single(ids.AsSpan(outer * 8, 8).ToArray().Distinct());
    });

    [Fact]
    public void An_exception_of_a_chunk_reaches_the_caller_and_the_pool_stays_usable() => WithThreads(3, () =>
    {
        for (int i = 0; i < 50; i++)
        {
            var exception = Assert.Throws<InvalidOperationException>(() => WorkerPool.For(20, new Fail(13)));
            Assert.Equal("chunk 13", exception.Message);
            Every_chunk_runs_once(100);
        }
    });

    [Fact]
    public void Idle_workers_go_to_sleep() => WithThreads(3, () =>
    {
        WorkerPool.For(100, new Count(new int[100]));
        Assert.True(SpinWait.SpinUntil(() => WorkerPool.IsParked, TimeSpan.FromMinutes(1)), "workers keep spinning");
    });

    [Fact]
    public void Fewer_than_one_thread_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => WorkerPool.Threads = 0);

    private static void WithThreads(int threads, Action check)
    {
        int before = WorkerPool.Threads;
        WorkerPool.Threads = threads;
        try
        {
            check();
        }
        finally
        {
            WorkerPool.Threads = before;
        }
    }

    private readonly struct Count(int[] counts) : IParallelBody
    {
        public void Run(int chunk) => Interlocked.Increment(ref counts[chunk]);
    }

    private readonly struct CountRange(int[] counts, int grain) : IRangeBody
    {
        public void Run(long start, long end)
        {
            Assert.Equal(0, start % grain);
            Assert.InRange(end - start, 1, grain);
            for (long i = start; i < end; i++) Interlocked.Increment(ref counts[i]);
        }
    }

    private readonly struct Nested(int[] ids) : IParallelBody
    {
        public void Run(int chunk) => WorkerPool.For(8, new Identify(ids, chunk * 8));
    }

    private readonly struct Identify(int[] ids, int offset) : IParallelBody
    {
        public void Run(int chunk) => ids[offset + chunk] = Environment.CurrentManagedThreadId;
    }

    private readonly struct Fail(int at) : IParallelBody
    {
        public void Run(int chunk)
        {
            if (chunk == at) throw new InvalidOperationException($"chunk {chunk}");
        }
    }
}
