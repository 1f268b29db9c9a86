using System.Diagnostics;
using System.Globalization;
using TorchSharp;

namespace Benchmarks.SideBySide;

/// <summary>Peak resident memory of a process that does three training steps and nothing else.</summary>
internal static class PeakMemory
{
    /// <summary>The first word of the arguments that make this program the measured process.</summary>
    public const string Argument = "peak-memory";

    /// <summary>Runs this program anew as the measured process.</summary>
    public static double OfOurs(Workload workload)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? throw new InvalidOperationException("This program does not know its own path.")) { RedirectStandardOutput = true };
        foreach (string argument in (string[])[Argument, .. workload.Request.Split(' ')]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process whose memory is measured did not start.");
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(answer, CultureInfo.InvariantCulture);
    }

    /// <summary>The measured process: a request for a training step.</summary>
    public static void Measure(string[] request)
    {
        var step = ModelWorkloads.Step(request[1], long.Parse(request[2], CultureInfo.InvariantCulture), long.Parse(request[3], CultureInfo.InvariantCulture));
        for (int i = 0; i < 3; i++) step.Run();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(process.PeakWorkingSet64.ToString(CultureInfo.InvariantCulture));
    }
}
