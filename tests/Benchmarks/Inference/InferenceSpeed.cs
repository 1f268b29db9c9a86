using System.Diagnostics;
using System.Globalization;
using OnnxRuntime;
using TransferLearning.Compression;
using TransferLearning.Export;
using TransferLearning.Inference;
using TransferLearning.Models;
using TransferLearning.Text;

namespace Benchmarks.Inference;

/// <summary>
/// The fast runtime beside ONNX Runtime: a DistilBERT of its real size, the same weights, in turns of some runs each, none of which begins before the other's
/// threads sleep. For each row the least time of both by the clock and by processor time, and ours as a share of theirs. Texts of different lengths are given to
/// ONNX Runtime with padding and its mask. Ours in eight bits is held against theirs in 32.
/// </summary>
internal static class InferenceSpeed
{
    private const int Rounds = 6, RunsInATurn = 3, LoadingRounds = 3;

    /// <summary>Measures.</summary>
    /// <param name="part">A part of the names of the rows to measure; empty for all.</param>
    /// <param name="sentences">A file with the sentences of different lengths; null for those that ship.</param>
    /// <returns>Whether both gave the same answers.</returns>
    public static bool Run(string part, string? sentences)
    {
        using var peer = OnnxRuntimePeer.Start(out var reason) ?? throw new InvalidOperationException(reason);
        var home = Path.Combine(Path.GetTempPath(), "course-benchmarks-inference");
        var (folder, int8, onnx) = (Path.Combine(home, "distilbert"), Path.Combine(home, "distilbert-int8"), Path.Combine(home, "onnx"));
        Make(folder, int8, onnx);

        var threads = Environment.ProcessorCount;
        var path = Path.Combine(onnx, OnnxExport.FileName);
        var theirLoading = Enumerable.Range(0, LoadingRounds).Select(_ => peer.Load(path, threads)).Select(answer => (Clock: answer.Milliseconds[0], Processor: answer.Processor[0])).ToList();
        using var runtime = EncoderRuntime.Load(folder);
        using var quantized = EncoderRuntime.Load(int8);
        Console.WriteLine("DistilBERT, milliseconds                           ours  theirs   ratio   processor: ours  theirs   ratio   largest difference");

        Workload[] workloads = [Workload.Even(1, 16), Workload.Even(1, 128), Workload.Even(8, 128), Workload.Reviews(16), Workload.Sentences(32, sentences)];
        var same = true;
        foreach (var (ours, workload) in from ours in new[] { runtime, quantized } from workload in workloads select (ours, workload))
        {
            if (Name(ours, workload).Contains(part, StringComparison.Ordinal)) same &= Compare(workload, ours, peer);
        }

        if ("loading".Contains(part, StringComparison.Ordinal))
        {
            var ourLoading = Enumerable.Range(0, LoadingRounds).Select(_ => Load(folder)).ToList();
            Show("loading", ourLoading.Min(time => time.Clock), theirLoading.Min(time => time.Clock), ourLoading.Min(time => time.Processor), theirLoading.Min(time => time.Processor), "");
        }

        return same;
    }

    private static bool Compare(Workload workload, EncoderRuntime runtime, OnnxRuntimePeer peer)
    {
        var logits = new float[workload.Lengths.Length * runtime.Labels.Count];
        var (ours, theirs, ourProcessor, theirProcessor) = (double.MaxValue, double.MaxValue, double.MaxValue, double.MaxValue);
        OnnxAnswer answer = peer.Run(workload.Ids, workload.Lengths, []);
        for (var round = 0; round < Rounds; round++)
        {
            peer.Rest();
            for (var run = 0; run < RunsInATurn; run++)
            {
                var (started, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                runtime.Score(workload.Ids, [], workload.Lengths, logits);
                ours = Math.Min(ours, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                ourProcessor = Math.Min(ourProcessor, (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds);
            }

            answer = peer.Run(workload.Ids, workload.Lengths, [], RunsInATurn);
            theirs = Math.Min(theirs, answer.Milliseconds.Min());
            theirProcessor = Math.Min(theirProcessor, answer.Processor.Min());
        }

        var difference = logits.Zip(answer.Logits, (mine, other) => Math.Abs(mine - other)).Max();
        Show(Name(runtime, workload), ours, theirs, ourProcessor, theirProcessor, difference.ToString("0.0e+0", CultureInfo.InvariantCulture));
        return runtime.Precision == "int8" || difference < 1e-4;
    }

    private static string Name(EncoderRuntime runtime, Workload workload) => $"{runtime.Precision}, {workload.Texts}";

    private static void Show(string name, double ours, double theirs, double ourProcessor, double theirProcessor, string difference) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-46} {ours,8:0.0} {theirs,7:0.0} {ours / theirs,7:0.00} {ourProcessor,17:0.0} {theirProcessor,7:0.0} {ourProcessor / theirProcessor,7:0.00}   {difference}"));

    private static (double Clock, double Processor) Load(string folder)
    {
        var (started, busy) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        EncoderRuntime.Load(folder).Dispose();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - busy).TotalMilliseconds);
    }

    private static void Make(string folder, string int8, string onnx)
    {
        if (!File.Exists(Path.Combine(folder, "model.safetensors")))
        {
            using var model = new DistilBertForSequenceClassification(new DistilBertConfig());
            model.SavePretrained(folder);
            AutoTokenizer.FromPretrained("course-bert-small").SavePretrained(folder);
        }

        if (!File.Exists(Path.Combine(int8, "model.safetensors"))) Quantization.Quantize(folder, int8);
        if (!File.Exists(Path.Combine(onnx, OnnxExport.FileName))) OnnxExport.Export(folder, onnx);
    }
}
