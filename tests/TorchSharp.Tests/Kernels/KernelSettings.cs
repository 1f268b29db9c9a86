using TorchSharp.Kernels;
using TorchSharp.Threading;

namespace TorchSharp.Tests.Kernels;

/// <summary>Tests that change the width of the vectors or the number of threads run one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class KernelSettings
{
    public const string Name = "kernel settings";

    /// <summary>Every width this machine can be made to use.</summary>
    internal static IEnumerable<SimdLevel> Levels => Enum.GetValues<SimdLevel>().Where(level => level <= Simd.Best);

    internal static void AtEveryLevel(Action<SimdLevel> check)
    {
        SimdLevel before = Simd.Level;
        try
        {
            foreach (SimdLevel level in Levels)
            {
                Simd.Level = level;
                check(level);
            }
        }
        finally
        {
            Simd.Level = before;
        }
    }

    /// <summary>Runs <paramref name="make"/> with 1, 2 and 7 threads and expects the same bits.</summary>
    internal static void SameBitsWithAnyThreads(Func<float[]> make)
    {
        int before = WorkerPool.Threads;
        try
        {
            WorkerPool.Threads = 1;
            float[] expected = make();
            foreach (int threads in (int[])[2, 7])
            {
                WorkerPool.Threads = threads;
                Assert.Equal(Bits(expected), Bits(make()));
            }
        }
        finally
        {
            WorkerPool.Threads = before;
        }
    }

    private static uint[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToUInt32Bits);
}
