using TorchSharp.Threading;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How many threads share the work of one operation.</summary>
    public static int get_num_threads() => WorkerPool.Threads;

    /// <summary>Sets how many threads share the work of one operation; the results are the same bits whatever the number.</summary>
    public static void set_num_threads(int num) => WorkerPool.Threads = num;

    public static int get_num_interop_threads() => 1;

    /// <summary>Accepted and without effect: operations run one after the other on the calling thread.</summary>
    public static void set_num_interop_threads(int num) => ArgumentOutOfRangeException.ThrowIfLessThan(num, 1);
}
