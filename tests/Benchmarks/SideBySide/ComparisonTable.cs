namespace Benchmarks.SideBySide;

/// <summary>The comparison as a Markdown table.</summary>
internal static class ComparisonTable
{
    private const double Gigabyte = 1e9;

    public static void WriteHeader()
    {
        WriteRow("work", "ours", "PyTorch at its best", "as installed", "ours ÷ best", "CPU ÷", "target", "met", "alike");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
    }

    public static void Write(Workload workload, Timing ours, Timing best, Timing? installed, bool alike)
    {
        double ratio = ours.Wall / best.Wall;
        WriteRow(
            workload.Name, Time(ours.Wall), Time(best.Wall), installed is { } timing ? Time(timing.Wall) : "", $"{ratio:F2}", $"{ours.Processor / best.Processor:F2}",
            $"≤ {workload.Target:F2}", YesOrNo(ratio <= workload.Target), YesOrNo(alike));
    }

    public static void WriteMemory(Workload workload, double ours, double theirs)
        => WriteRow($"{workload.Name}, peak memory", $"{ours / Gigabyte:F2} GB", "", $"{theirs / Gigabyte:F2} GB", $"{ours / theirs:F2}", "", "≤ 1.00", YesOrNo(ours <= theirs), "");

    public static void WriteScaling(Workload workload, double ours, double theirs)
        => WriteRow($"{workload.Name}, scaling from 1 to 2 threads", $"{ours:F2} ×", $"{theirs:F2} ×", "", "", "", "≥ 1.80 ×", YesOrNo(ours >= 1.8), "");

    private static string Time(double seconds) => seconds switch
    {
        >= 1 => $"{seconds:F2} s",
        >= 1e-3 => $"{seconds * 1e3:G3} ms",
        >= 1e-6 => $"{seconds * 1e6:G3} µs",
        _ => $"{seconds * 1e9:F0} ns",
    };

    private static string YesOrNo(bool value) => value ? "yes" : "no";

    private static void WriteRow(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
