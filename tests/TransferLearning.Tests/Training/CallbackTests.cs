using TransferLearning.Charts;
using TransferLearning.Data;
using TransferLearning.Tests.Data;
using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class CallbackTests : IDisposable
{
    private static readonly TokenizedDataset Train = ToyReviews.Tokens(32, seed: 1);

    private static readonly TrainingArguments Arguments = new()
    {
        PerDeviceTrainBatchSize = 16,
        LearningRate = 1e-3,
        MaxSteps = 4,
        LoggingSteps = 2,
        EvalStrategy = IntervalStrategy.Steps,
        EvalSteps = 4,
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_history_is_a_table_and_a_chart()
    {
        var history = new HistoryCallback();

        Run(history);

        Assert.Equal([2, 4, 4], history.Entries.Select(entry => entry.Step));
        var table = history.ToTable();
        Assert.Equal(3, table.Rows.Count);
        Assert.Contains("learning rate", table.ToPlainText(), StringComparison.Ordinal);
        Assert.Contains("<svg", history.ToFigure().ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void TensorBoard_gets_a_curve_for_each_figure()
    {
        Run(new TensorBoardCallback(_folder.FullName));

        // Tags stand in the file as they are, in the protobuf records.
        var file = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Directory.GetFiles(_folder.FullName, "events.out.tfevents.*").Single()));
        string[] tags = ["train/loss", "train/learning_rate", "train/tokens_per_second", "eval/loss", "eval/accuracy", "eval/f1", "eval/matthews_correlation", "eval/roc_auc"];
        Assert.All(tags, tag => Assert.Contains(tag, file, StringComparison.Ordinal));
    }

    [Fact]
    public void A_progress_bar_is_drawn_over_itself_to_the_end()
    {
        using var writer = new StringWriter { NewLine = "\n" };

        Run(ProgressCallback.On(new LiveDisplay(writer, isTerminal: true, displayInNotebook: null)));

        var lines = writer.ToString().Split('\r');
        Assert.StartsWith("[....................] step 0/4, epoch 0.00, 0 tokens/s", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("[####################] step 4/4, epoch 2.00", lines[^1], StringComparison.Ordinal);
        Assert.EndsWith("left\n", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void What_nvidia_smi_prints_is_read_gpu_by_gpu()
    {
        // nvidia-smi --query-gpu=index,utilization.gpu,memory.used,memory.total --format=csv,noheader,nounits
        var gpus = GpuUsageCallback.Parse("0, 87, 10240, 24576\n1, 0, 3, 24576\n2, [N/A], 3, 24576\n");

        Assert.Equal([new GpuUsage(0, 0.87, 10240L << 20, 24576L << 20), new GpuUsage(1, 0, 3L << 20, 24576L << 20)], gpus);
    }

    [Fact]
    public void The_gpus_use_is_noted_at_each_entry_of_the_log()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-in for nvidia-smi is a shell script.");
            return;
        }

        var program = _folder.Write("nvidia-smi", "#!/bin/sh\necho '0, 50, 100, 200'\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var reports = new List<(int, double)>();
        var callback = new GpuUsageCallback((step, gpus) => reports.Add((step, gpus[0].Utilization))) { Program = program };

        Run(callback);

        Assert.Equal([(2, 0.5), (4, 0.5), (4, 0.5)], reports);
        Assert.Equal(3, callback.History.Count);
    }

    [Fact]
    public void Without_nvidia_smi_nothing_is_noted()
    {
        var callback = new GpuUsageCallback { Program = _folder.Path("no-such-program") };

        Run(callback);

        Assert.Empty(callback.History);
    }

    public void Dispose() => _folder.Dispose();

    private static void Run(TrainerCallback callback)
    {
        using var model = ToyReviews.Bert();
        new Trainer(model, Arguments, Train, Train, [callback]).Train();
    }
}
