using System.Diagnostics;
using TorchSharp.Kernels;
using TorchSharp.Threading;

namespace Benchmarks;

/// <summary>Seconds instead of minutes: the best of a few dozen calls of each kernel. Minima, because other processes only ever make a call slower.</summary>
internal static unsafe class QuickRun
{
    private static readonly (int M, int N, int K)[] s_products =
    [
        (768, 768, 768), (1536, 1536, 1536), (1024, 3072, 768), (1024, 768, 3072), (1024, 768, 768), (2048, 1024, 256), (2048, 256, 1024),
        (16, 768, 768), (16, 3072, 768), (1, 768, 768), (128, 128, 64), (64, 64, 64),
    ];

    public static void Products()
    {
        Console.WriteLine($"{"m x n x k",-18}{"layout",-8}{"1 thread",10}{$"{Environment.ProcessorCount} threads",12}   GFLOP/s, vectors of {(int)Simd.Level}");
        foreach ((int m, int n, int k) in s_products)
        {
            using var a = new NativeArray((long)m * k);
            using var b = new NativeArray((long)n * k);
            using var c = new NativeArray((long)m * n);
            foreach (string layout in (string[])["NN", "NT", "TN"])
            {
                (int rsA, int csA) = layout[0] == 'N' ? (k, 1) : (1, m);
                (int rsB, int csB) = layout[1] == 'N' ? (n, 1) : (1, k);
                void Multiply() => MatMul.Run(m, n, k, a.Pointer, rsA, csA, b.Pointer, rsB, csB, c.Pointer, n);
                double work = 2e-9 * m * n * k;
                WorkerPool.Threads = 1;
                double single = work / Seconds(Multiply);
                WorkerPool.Threads = Environment.ProcessorCount;
                double all = work / Seconds(Multiply);
                Console.WriteLine($"{$"{m} x {n} x {k}",-18}{layout,-8}{single,10:F1}{all,12:F1}");
            }
        }
    }

    /// <summary>The shortest of the calls that fit into a third of a second, at least three.</summary>
    public static double Seconds(Action call)
    {
        call();
        long best = long.MaxValue, start = Stopwatch.GetTimestamp(), end = start + (Stopwatch.Frequency / 3);
        for (int i = 0; i < 3 || Stopwatch.GetTimestamp() < end; i++)
        {
            long before = Stopwatch.GetTimestamp();
            call();
            best = Math.Min(best, Stopwatch.GetTimestamp() - before);
        }

        return (double)best / Stopwatch.Frequency;
    }
}
