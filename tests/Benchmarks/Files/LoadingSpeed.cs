using System.Diagnostics;
using System.Globalization;
using TransferLearning.Models;

namespace Benchmarks.Files;

/// <summary>Loads a DistilBERT of its real size, 268 MB with random weights, beside reading its file once, each in a process of its own, in turns. Processor time is compared, which other processes do not lengthen as they do the clock's.</summary>
internal static class LoadingSpeed
{
    /// <summary>What the child processes are called with.</summary>
    public const string Argument = "loading-once";

    private const int Rounds = 5;

    /// <summary>Measures.</summary>
    /// <param name="folder">A model's folder, with a model.safetensors or a pytorch_model.bin; if null, one of the system's temporary files, where a model is made the first time and found later.</param>
    public static void Run(string? folder)
    {
        folder ??= Path.Combine(Path.GetTempPath(), "course-benchmarks-distilbert");
        if (!File.Exists(WeightsIn(folder)))
        {
            using var made = new DistilBertForSequenceClassification(new DistilBertConfig());
            made.SavePretrained(folder);
        }

        var bytes = new FileInfo(WeightsIn(folder)).Length;
        var results = Enumerable.Range(0, Rounds).Select(_ => (Read: Child("read", folder), Load: Child("load", folder), Empty: Child("nothing", folder))).ToList();
        var (read, load) = (results.Min(result => result.Read.Seconds), results.Min(result => result.Load.Seconds));
        var memory = results.Min(result => result.Load.PeakBytes - result.Empty.PeakBytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Path.GetFileName(WeightsIn(folder))}, {bytes / 1e6:0} MB: read once in {read * 1e3:0} ms of processor time, loaded in {load * 1e3:0} ms ({load / read:0.00} times); peak memory {memory / 1e6:0} MB above a process that does nothing ({(double)memory / bytes:0.00} times the file)"));
    }

    /// <summary>In the child process: does one thing and writes the seconds and the peak of its memory.</summary>
    public static void Once(string what, string folder)
    {
        // What a first use costs in compilation is not what a file costs.
        using (var small = new DistilBertForSequenceClassification(new DistilBertConfig { VocabSize = 100, Dim = 16, NLayers = 1, NHeads = 2, HiddenDim = 16 }))
        {
            var warm = Directory.CreateTempSubdirectory("course-benchmarks-").FullName;
            small.SavePretrained(warm);
            DistilBertForSequenceClassification.FromPretrained(warm).Dispose();
            Directory.Delete(warm, recursive: true);
        }

        var started = Environment.CpuUsage.TotalTime;
        switch (what)
        {
            case "read":
                ReadWhole(WeightsIn(folder));
                break;
            case "load":
                GC.KeepAlive(DistilBertForSequenceClassification.FromPretrained(folder));
                break;
        }

        var seconds = (Environment.CpuUsage.TotalTime - started).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seconds} {Process.GetCurrentProcess().PeakWorkingSet64}"));
    }

    private static string WeightsIn(string folder) =>
        Path.Combine(folder, File.Exists(Path.Combine(folder, "pytorch_model.bin")) ? "pytorch_model.bin" : "model.safetensors");

    /// <summary>Into memory of its own, as a loaded model's weights are.</summary>
    private static unsafe void ReadWhole(string path)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        var memory = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc((nuint)length);
        for (var at = 0L; at < length;)
            at += RandomAccess.Read(file, new Span<byte>(memory + at, (int)Math.Min(1 << 20, length - at)), at);
    }

    private static (double Seconds, long PeakBytes) Child(string what, string folder)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Argument, what, folder]) { RedirectStandardOutput = true })!;
        var answer = child.StandardOutput.ReadToEnd().Trim().Split(' ');
        child.WaitForExit();
        return (double.Parse(answer[0], CultureInfo.InvariantCulture), long.Parse(answer[1], CultureInfo.InvariantCulture));
    }
}
