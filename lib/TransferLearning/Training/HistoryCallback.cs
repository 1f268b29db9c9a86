using TransferLearning.Charts;

namespace TransferLearning.Training;

/// <summary>Keeps a training's log, and shows it as a table and as a chart.</summary>
public sealed class HistoryCallback : TrainerCallback
{
    private IReadOnlyList<LogEntry> _entries = [];

    /// <summary>The log: of training steps and of evaluations, in the order in which they were made; those of a resumed run's first part too.</summary>
    public IReadOnlyList<LogEntry> Entries => _entries;

    /// <summary>A row for each entry: step, epoch, training loss, learning rate, and the figures of evaluations.</summary>
    public Table ToTable() => Table.From(
        _entries,
        ("step", entry => entry.Step),
        (new TableColumn("epoch", "0.00"), entry => entry.Epoch),
        (new TableColumn("loss", "0.0000"), entry => entry.Loss),
        (new TableColumn("learning rate", "0.00e+0"), entry => entry.LearningRate),
        (new TableColumn("eval loss", "0.0000"), entry => entry.EvalLoss),
        (new TableColumn("accuracy", "P1"), entry => entry.EvalAccuracy),
        (new TableColumn("F1", "0.000"), entry => entry.EvalF1));

    /// <summary>The training loss over the steps, and the loss on the evaluation data where there is one.</summary>
    /// <exception cref="ArgumentException">Nothing was logged.</exception>
    public Figure ToFigure(string title = "Loss") => Figures.LossCurve(
        _entries.Where(entry => entry.Loss is not null).Select(entry => ((double)entry.Step, entry.Loss!.Value)),
        _entries.Where(entry => entry.EvalLoss is not null).Select(entry => ((double)entry.Step, entry.EvalLoss!.Value)),
        title);

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainerState state, TrainerControl control) => Keep(state);

    /// <inheritdoc/>
    public override void OnLog(TrainerState state, LogEntry entry, TrainerControl control) => Keep(state);

    private void Keep(TrainerState state) => _entries = state.LogHistory;
}
