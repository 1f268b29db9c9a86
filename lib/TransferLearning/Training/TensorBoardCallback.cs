using TorchSharp;
using TorchSharp.Modules;

namespace TransferLearning.Training;

/// <summary>Writes the curves of a training for TensorBoard: <c>tensorboard --logdir FOLDER</c> shows them.</summary>
/// <param name="folder">The folder of the event files; runs in folders beside each other are compared.</param>
public sealed class TensorBoardCallback(string folder) : TrainerCallback
{
    private SummaryWriter? _writer;

    private SummaryWriter Writer => _writer ??= torch.utils.tensorboard.SummaryWriter(folder);

    /// <inheritdoc/>
    public override void OnLog(TrainerState state, LogEntry entry, TrainerControl control)
    {
        Add("train/loss", entry.Loss, entry.Step);
        Add("train/learning_rate", entry.LearningRate, entry.Step);
        Add("train/tokens_per_second", entry.TokensPerSecond, entry.Step);
        Add("train/epoch", entry.Epoch, entry.Step);
    }

    /// <inheritdoc/>
    public override void OnEvaluate(TrainerState state, EvaluationMetrics metrics, TrainerControl control)
    {
        Add("eval/loss", metrics.LossValue, state.GlobalStep);
        Add("eval/accuracy", metrics.Accuracy, state.GlobalStep);
        Add("eval/f1", metrics.Report.MacroAverage.F1, state.GlobalStep);
        Add("eval/matthews_correlation", metrics.Report.MatthewsCorrelation, state.GlobalStep);
        Add("eval/roc_auc", metrics.RocAuc, state.GlobalStep);
    }

    private void Add(string tag, double? value, int step)
    {
        if (value is { } number) Writer.add_scalar(tag, (float)number, step);
    }
}
