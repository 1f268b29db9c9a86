namespace TransferLearning.Training;

/// <summary>What a model predicts for a data set.</summary>
/// <param name="Probabilities">The probability of each label for each example, in the order of the data: [examples][labels].</param>
/// <param name="LabelIds">The true labels.</param>
/// <param name="Metrics">How good the predictions are.</param>
public sealed record PredictionOutput(IReadOnlyList<float[]> Probabilities, IReadOnlyList<int> LabelIds, EvaluationMetrics Metrics)
{
    /// <summary>The most probable label of each example.</summary>
    public IReadOnlyList<int> PredictedLabels { get; } = [.. Probabilities.Select(row => Array.IndexOf(row, row.Max()))];
}
