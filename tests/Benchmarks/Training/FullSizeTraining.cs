using System.Diagnostics;
using System.Globalization;
using Benchmarks.SideBySide;
using TransferLearning.Data;
using TransferLearning.Models;
using TransferLearning.Training;
using static TorchSharp.torch;

namespace Benchmarks.Training;

/// <summary>
/// Models of the size that one fine-tunes in earnest, with random weights, through <see cref="Trainer"/>: each takes a few steps of 8 texts of
/// 128 tokens in a process of its own. Their peak memory stands beside that of PyTorch's steps (without clipping), where there is PyTorch.
/// </summary>
internal static class FullSizeTraining
{
    /// <summary>The first word of the arguments that make this program the measured process.</summary>
    public const string Argument = "trainer-steps";

    private const int Steps = 3, BatchSize = 8, Tokens = 128;
    private const double Gigabyte = 1e9;

    /// <summary>Measures both models and writes a table.</summary>
    public static void Run()
    {
        Console.WriteLine("| model | weights | losses | s a step | CPU s a step | peak memory | PyTorch's |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        Measure("DistilBERT", () => new DistilBertForSequenceClassification(new DistilBertConfig()));
        Measure("RoBERTa-base", () => new RobertaForSequenceClassification(new RobertaConfig()));
    }

    /// <summary>The measured process: a row of the table, but for PyTorch's part.</summary>
    public static void Once(string folder)
    {
        using var model = AutoModelForSequenceClassification.FromPretrained(folder);
        var random = new Random(1);
        var data = new TokenizedDataset(
            Enumerable.Range(0, Steps * BatchSize).Select(i => new TokenizedExample([.. Enumerable.Range(0, Tokens).Select(_ => random.Next(3, 8000))], null, i % 2)),
            ["negative", "positive"],
            padTokenId: 1);
        var arguments = new TrainingArguments { PerDeviceTrainBatchSize = BatchSize, MaxSteps = Steps, LearningRate = 1e-5, WeightDecay = 0.01, LoggingSteps = 1 };
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;

        var output = new Trainer(model, arguments, data).Train();

        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{model.NumParameters():N0} | {string.Join(", ", output.State.LogHistory.Select(entry => $"{entry.Loss:F3}"))} | {output.Seconds / Steps:F2} | {(process.TotalProcessorTime - before).TotalSeconds / Steps:F2} | {process.PeakWorkingSet64 / Gigabyte:F2} GB"));
    }

    private static void Measure(string name, Func<SequenceClassificationModel> create)
    {
        var folder = Directory.CreateTempSubdirectory("full-size-");
        try
        {
            manual_seed(1);
            using (var model = create()) model.SavePretrained(folder.FullName);
            Console.WriteLine($"| {name} | {RunOnce(folder.FullName)} | {PyTorchPeak(folder.FullName)} |");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string RunOnce(string folder)
    {
        var program = Environment.ProcessPath ?? throw new InvalidOperationException("This program does not know its own path.");
        using var process = Process.Start(new ProcessStartInfo(program, [Argument, folder]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("The process that trains did not start.");
        var row = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? row : throw new InvalidOperationException("The process that trains failed; what it had to say stands above.");
    }

    private static string PyTorchPeak(string folder)
    {
        using var peer = PyTorch.Start(PeerEnvironment.AsInstalled(Environment.ProcessorCount, narrow: false));
        return peer is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{peer.PeakBytes($"model-step {folder} {BatchSize} {Tokens}") / Gigabyte:F2} GB");
    }
}
