using System.Diagnostics;
using TorchSharp.Kernels;
using TorchSharp.Threading;

namespace Benchmarks.Quick;

/// <summary>Seconds instead of minutes: the best of many calls of each kernel. Minima, because other processes only ever make a call slower.</summary>
internal static class QuickRun
{
    /// <summary>
    /// One line per kernel whose name contains <paramref name="filter"/>: one thread, all threads, and, where PyTorch is installed, ours ÷ PyTorch's time with
    /// the same threads, measured in turns.
    /// </summary>
    public static void Run(string filter)
    {
        using var cases = new QuickCases();
        using var peer = Peer.Start(Path.Combine("Quick", "peer.py"), PeerEnvironment.AtItsBest(Environment.ProcessorCount, narrow: Simd.Level < SimdLevel.Vector512).Variables);
        Console.WriteLine($"vectors of {(int)Simd.Level}, {Environment.ProcessorCount} threads{(peer is null ? "" : $", PyTorch {peer.Greeting}")}");
        Console.WriteLine($"{"kernel",-36}{"1 thread",16}{"all threads",16}{"ours / PyTorch",16}");
        foreach (QuickCase test in cases.All().Where(c => c.Name.Contains(filter, StringComparison.Ordinal)))
        {
            WorkerPool.Threads = 1;
            double single = Seconds(test.Call);
            WorkerPool.Threads = Environment.ProcessorCount;
            double all = double.PositiveInfinity, theirs = double.PositiveInfinity;
            for (int turn = 0; turn < 5; turn++)
            {
                all = Math.Min(all, Seconds(test.Call));
                if (peer is not null) theirs = Math.Min(theirs, peer.Ask(test.Name)[0]);
            }

            string ratio = double.IsFinite(theirs) ? $"{all / theirs:F2}" : "";
            Console.WriteLine($"{test.Name,-36}{test.Rate(single),16}{test.Rate(all),16}{ratio,16}");
        }
    }

    /// <summary>The shortest of the calls that fit into a tenth of a second, at least three.</summary>
    private static double Seconds(Action call)
    {
        call();
        long best = long.MaxValue, end = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
        for (int i = 0; i < 3 || Stopwatch.GetTimestamp() < end; i++)
        {
            long before = Stopwatch.GetTimestamp();
            call();
            best = Math.Min(best, Stopwatch.GetTimestamp() - before);
        }

        return (double)best / Stopwatch.Frequency;
    }
}
