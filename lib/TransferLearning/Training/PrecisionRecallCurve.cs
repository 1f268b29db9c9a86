namespace TransferLearning.Training;

/// <summary>A point of a precision–recall curve: what happens when examples with at least this score are marked.</summary>
/// <param name="Threshold">The score.</param>
/// <param name="Precision">Of the marked examples, the share that are positive, in [0, 1].</param>
/// <param name="Recall">Of the positive examples, the share that are marked, in [0, 1].</param>
public sealed record PrecisionRecallPoint(double Threshold, double Precision, double Recall)
{
    /// <summary>The harmonic mean of precision and recall, in [0, 1]; 0 when both are.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);
}

/// <summary>
/// What each threshold buys and costs. Unlike the ROC curve it shows how many of the marked examples are wrong, which is what
/// counts where positives are rare (Davis and Goadrich, "The Relationship Between Precision-Recall and ROC Curves", ICML 2006).
/// </summary>
public sealed class PrecisionRecallCurve
{
    /// <summary>Computes the curve.</summary>
    /// <param name="isPositive">Whether each example is positive.</param>
    /// <param name="scores">The score of each example, as many; higher for positive.</param>
    /// <exception cref="ArgumentException">There are not as many of both, a score is no number, or no example is positive.</exception>
    public PrecisionRecallCurve(IReadOnlyList<bool> isPositive, IReadOnlyList<float> scores)
    {
        ArgumentNullException.ThrowIfNull(isPositive);
        ArgumentNullException.ThrowIfNull(scores);
        if (isPositive.Count != scores.Count) throw new ArgumentException($"There are {isPositive.Count} examples but {scores.Count} scores.", nameof(scores));
        if (scores.Any(float.IsNaN)) throw new ArgumentException("A score is not a number (NaN): such scores have no order.", nameof(scores));

        double positives = isPositive.Count(positive => positive);
        if (positives == 0) throw new ArgumentException($"None of the {isPositive.Count} examples is positive: there is nothing to find.", nameof(isPositive));

        var points = new List<PrecisionRecallPoint>();
        var (found, marked) = (0, 0);
        foreach (var tied in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderByDescending(group => group.Key))
        {
            found += tied.Count(i => isPositive[i]);
            marked += tied.Count();
            points.Add(new PrecisionRecallPoint(tied.Key, (double)found / marked, found / positives));
        }

        Points = points;
        AveragePrecision = points.Select((point, i) => point.Precision * (point.Recall - (i == 0 ? 0 : points[i - 1].Recall))).Sum();
    }

    /// <summary>A point for each different score, from the highest to the lowest: recall never falls on the way.</summary>
    public IReadOnlyList<PrecisionRecallPoint> Points { get; }

    /// <summary>The mean of the precision over the recall, in [0, 1], as scikit-learn's <c>average_precision_score</c>: 1 for a perfect order, about the share of positives for guessing.</summary>
    public double AveragePrecision { get; }

    /// <summary>The curve of one label against the rest.</summary>
    /// <param name="predictions">What a model predicts.</param>
    /// <param name="label">The label that counts as positive.</param>
    /// <exception cref="ArgumentException">No example has the label.</exception>
    public static PrecisionRecallCurve OfLabel(PredictionOutput predictions, int label)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        return new([.. predictions.LabelIds.Select(truth => truth == label)], [.. predictions.Probabilities.Select(row => row[label])]);
    }
}
