using System.Diagnostics;
using TransferLearning.Charts;

namespace TransferLearning.Training;

/// <summary>How far a training is, for a progress bar in a terminal or a notebook.</summary>
/// <param name="Step">Optimizer steps made.</param>
/// <param name="MaxSteps">Optimizer steps in all.</param>
/// <param name="Epoch">Passes over the training data made, with a fraction.</param>
/// <param name="TokensPerSecond">The speed of this run so far, padding not counted.</param>
/// <param name="Elapsed">The time since the training began.</param>
/// <param name="Remaining">The time that the remaining steps will take at this speed.</param>
/// <param name="LastLog">The latest entry of the log, if there is one.</param>
public sealed record TrainingProgress(
    int Step, int MaxSteps, double Epoch, double TokensPerSecond, TimeSpan Elapsed, TimeSpan Remaining, LogEntry? LastLog);

/// <summary>Reports progress, at most so often.</summary>
/// <param name="report">Receives the progress; it is called on the training's thread.</param>
/// <param name="interval">The least time between two reports; <see langword="null"/> for a quarter of a second. The first and last step are always reported.</param>
public sealed class ProgressCallback(Action<TrainingProgress> report, TimeSpan? interval = null) : TrainerCallback
{
    private readonly TimeSpan _interval = interval ?? TimeSpan.FromMilliseconds(250);
    private readonly Stopwatch _watch = new();
    private LiveDisplay? _display;
    private TimeSpan _lastReport;
    private int _firstStep;
    private long _firstTokens;

    /// <summary>A progress bar that is drawn over: below the cell of a notebook, or in one line of a terminal; elsewhere a line now and then.</summary>
    public static ProgressCallback Live() => On(new LiveDisplay());

    /// <summary>A progress bar on a display.</summary>
    internal static ProgressCallback On(LiveDisplay display) => new(progress => display.Show(new TrainingProgressView(progress))) { _display = display };

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainerState state, TrainerControl control)
    {
        (_firstStep, _firstTokens, _lastReport) = (state.GlobalStep, state.NumInputTokensSeen, TimeSpan.Zero);
        _watch.Restart();
        Report(state);
    }

    /// <inheritdoc/>
    public override void OnStepEnd(TrainerState state, TrainerControl control)
    {
        if (_watch.Elapsed - _lastReport < _interval) return;
        _lastReport = _watch.Elapsed;
        Report(state);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainerState state, TrainerControl control)
    {
        Report(state);
        _display?.End();
    }

    private void Report(TrainerState state)
    {
        var elapsed = _watch.Elapsed;
        var made = state.GlobalStep - _firstStep;
        var remaining = made == 0 ? TimeSpan.Zero : elapsed / made * (state.MaxSteps - state.GlobalStep);
        var speed = elapsed.TotalSeconds > 0 ? (state.NumInputTokensSeen - _firstTokens) / elapsed.TotalSeconds : 0;
        report(new TrainingProgress(state.GlobalStep, state.MaxSteps, state.Epoch, speed, elapsed, remaining, state.LogHistory is [.., var last] ? last : null));
    }
}
