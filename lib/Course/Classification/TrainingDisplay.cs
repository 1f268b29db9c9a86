using System.Globalization;
using Course.Terminal;
using TransferLearning.Training;

namespace Course.Classification;

/// <summary>Shows a training: one line that is drawn over on a terminal, a line every ten seconds elsewhere, and a line for each evaluation.</summary>
internal sealed class TrainingDisplay(CourseTerminal terminal) : TrainerCallback
{
    /// <summary>The callback that draws the progress line.</summary>
    public ProgressCallback Progress() => new(Draw, terminal.IsInteractive ? null : TimeSpan.FromSeconds(10));

    /// <inheritdoc/>
    public override void OnEvaluate(TrainerState state, EvaluationMetrics metrics, TrainerControl control)
    {
        terminal.EndProgress();
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"epoch {state.Epoch:0.##}: {metrics}"));
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainerState state, TrainerControl control) => terminal.EndProgress();

    private void Draw(TrainingProgress progress) => terminal.Progress(string.Create(CultureInfo.InvariantCulture,
        $"step {progress.Step}/{progress.MaxSteps}  epoch {progress.Epoch:0.00}{(progress.LastLog?.Loss is { } loss ? $"  loss {loss:0.000}" : "")}  {progress.TokensPerSecond:N0} tokens/s  {progress.Remaining:hh\\:mm\\:ss} left"));
}
