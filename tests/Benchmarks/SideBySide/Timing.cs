using System.Diagnostics;

namespace Benchmarks.SideBySide;

/// <summary>Seconds per call.</summary>
/// <param name="Wall">By the clock.</param>
/// <param name="Processor">Of all threads together: what counts where other processes take turns on the cores.</param>
internal readonly record struct Timing(double Wall, double Processor)
{
    /// <summary>Calls the case for <paramref name="seconds"/>, at least once.</summary>
    public static Timing Of(Case test, double seconds)
    {
        int calls = 0;
        var processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        while (calls == 0 || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            for (int i = 0; i < test.Batch; i++) test.Run();
            calls += test.Batch;
        }

        return new(Stopwatch.GetElapsedTime(start).TotalSeconds / calls, (Environment.CpuUsage.TotalTime - processor).TotalSeconds / calls);
    }

    public static Timing Median(IReadOnlyList<Timing> timings) => new(Middle(timings.Select(t => t.Wall)), Middle(timings.Select(t => t.Processor)));

    private static double Middle(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
