namespace TransferLearning.Training;

/// <summary>What a model predicts for a data set.</summary>
/// <param name="Probabilities">The probability of each label for each example, in the order of the data: [examples][labels].</param>
/// <param name="LabelIds">The true labels.</param>
/// <param name="Metrics">How good the predictions are.</param>
public sealed record PredictionOutput(IReadOnlyList<float[]> Probabilities, IReadOnlyList<int> LabelIds, EvaluationMetrics Metrics)
{
    /// <summary>The most probable label of each example.</summary>
    public IReadOnlyList<int> PredictedLabels { get; } = [.. Probabilities.Select(row => Array.IndexOf(row, row.Max()))];

    /// <summary>The examples that the model is most wrong about, the worst first: mislabelled or hard ones.</summary>
    /// <param name="count">How many, 0 or more.</param>
    public IReadOnlyList<ExampleLoss> TopLosses(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return
        [
            .. Enumerable.Range(0, LabelIds.Count)
                .Select(i => new ExampleLoss(i, LabelIds[i], PredictedLabels[i], Probabilities[i][LabelIds[i]]))
                .OrderBy(example => example.Probability)
                .Take(count),
        ];
    }

    /// <summary>How far a figure could be off because the examples are but a sample.</summary>
    /// <param name="metric">Computes the figure from true labels and predictions; <see langword="null"/> for the accuracy.</param>
    /// <param name="level">The confidence level, in (0, 1).</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    public ConfidenceInterval Confidence(Func<ClassificationReport, double>? metric = null, double level = 0.95, int seed = 42)
    {
        metric ??= report => report.Accuracy;
        var names = Metrics.Report.Confusion.LabelNames;
        return Bootstrap.Interval(
            LabelIds.Count,
            sample => metric(new ClassificationReport([.. sample.Select(i => LabelIds[i])], [.. sample.Select(i => PredictedLabels[i])], names)),
            level,
            seed: seed);
    }
}
