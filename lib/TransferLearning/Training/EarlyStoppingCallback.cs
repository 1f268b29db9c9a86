namespace TransferLearning.Training;

/// <summary>Ends a training when evaluations no longer get better.</summary>
/// <param name="patience">How many evaluations in a row may be no better, at least 1.</param>
/// <param name="threshold">How much better an evaluation must be to count, 0 or more.</param>
/// <param name="metric">What tells which evaluation is better: see <see cref="EvaluationMetrics.Names"/>.</param>
public sealed class EarlyStoppingCallback(int patience = 1, double threshold = 0, string metric = EvaluationMetrics.Loss) : TrainerCallback
{
    private readonly int _patience = patience >= 1
        ? patience
        : throw new ArgumentOutOfRangeException(nameof(patience), patience, "At least one evaluation must be worse before training stops.");

    private double? _best;
    private int _worse;

    /// <inheritdoc/>
    /// <remarks>A resumed run counts the evaluations before its checkpoint too, and so ends where an uninterrupted one would have.</remarks>
    public override void OnTrainBegin(TrainerState state, TrainerControl control)
    {
        (_best, _worse) = (null, 0);
        foreach (var entry in state.LogHistory)
        {
            if (entry.EvalMetrics?.TryGetValue(metric, out var value) == true) Count(value, control);
        }
    }

    /// <inheritdoc/>
    public override void OnEvaluate(TrainerState state, EvaluationMetrics metrics, TrainerControl control) => Count(metrics[metric], control);

    private void Count(double value, TrainerControl control)
    {
        var gain = _best is not { } best ? double.PositiveInfinity : EvaluationMetrics.GreaterIsBetter(metric) ? value - best : best - value;
        if (gain > threshold)
        {
            (_best, _worse) = (value, 0);
            return;
        }

        _worse++;
        if (_worse >= _patience) control.ShouldTrainingStop = true;
    }
}
