namespace TransferLearning.Training;

/// <summary>A point of a ROC curve: what happens when examples with at least this score are taken for positive.</summary>
/// <param name="Threshold">The score; positive infinity for the first point, at which none is taken.</param>
/// <param name="FalsePositiveRate">The share of the negatives that are taken, in [0, 1].</param>
/// <param name="TruePositiveRate">The share of the positives that are taken, in [0, 1].</param>
public sealed record RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);

/// <summary>
/// How well scores order examples, whatever threshold is chosen: the receiver operating characteristic. The area under it
/// is the probability that a positive example has a higher score than a negative one, ties counting half.
/// </summary>
public sealed class RocCurve
{
    /// <summary>Computes the curve.</summary>
    /// <param name="isPositive">Whether each example is positive.</param>
    /// <param name="scores">The score of each example, as many; higher for positive.</param>
    /// <exception cref="ArgumentException">There are not as many of both, a score is no number, or all examples are of one kind.</exception>
    public RocCurve(IReadOnlyList<bool> isPositive, IReadOnlyList<float> scores)
    {
        ArgumentNullException.ThrowIfNull(isPositive);
        ArgumentNullException.ThrowIfNull(scores);
        if (isPositive.Count != scores.Count) throw new ArgumentException($"There are {isPositive.Count} examples but {scores.Count} scores.", nameof(scores));
        if (scores.Any(float.IsNaN)) throw new ArgumentException("A score is not a number (NaN): such scores have no order.", nameof(scores));

        double positives = isPositive.Count(positive => positive), negatives = isPositive.Count - positives;
        if (positives == 0 || negatives == 0)
        {
            throw new ArgumentException($"A ROC curve needs positive and negative examples; there are {positives} and {negatives}.", nameof(isPositive));
        }

        var points = new List<RocPoint> { new(double.PositiveInfinity, 0, 0) };
        var (truePositives, falsePositives) = (0, 0);
        foreach (var tied in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderByDescending(group => group.Key))
        {
            var found = tied.Count(i => isPositive[i]);
            truePositives += found;
            falsePositives += tied.Count() - found;
            points.Add(new RocPoint(tied.Key, falsePositives / negatives, truePositives / positives));
        }

        Points = points;
        Area = points.Zip(points.Skip(1), (from, to) =>
            (to.FalsePositiveRate - from.FalsePositiveRate) * (to.TruePositiveRate + from.TruePositiveRate) / 2).Sum();
    }

    /// <summary>The curve from (0, 0) to (1, 1), a point for each different score.</summary>
    public IReadOnlyList<RocPoint> Points { get; }

    /// <summary>The area under the curve, in [0, 1]: 1 for a perfect order, 0.5 for guessing.</summary>
    public double Area { get; }

    /// <summary>The curve of one label against the rest.</summary>
    /// <param name="probabilities">The probability of each label for each example: [examples][labels].</param>
    /// <param name="labels">The true labels.</param>
    /// <param name="label">The label that counts as positive.</param>
    /// <exception cref="ArgumentException">All examples have the label, or none has.</exception>
    public static RocCurve OfLabel(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> labels, int label) =>
        new([.. labels.Select(truth => truth == label)], [.. probabilities.Select(row => row[label])]);

    /// <summary>The area under the curve of label 1 when there are two labels, else the mean area of each label against the rest.</summary>
    /// <param name="probabilities">The probability of each label for each example: [examples][labels].</param>
    /// <param name="labels">The true labels.</param>
    /// <param name="labelCount">The number of labels.</param>
    /// <returns>The area, or <see langword="null"/> when a label has no example, or there is but one label.</returns>
    public static double? AreaOf(IReadOnlyList<float[]> probabilities, IReadOnlyList<int> labels, int labelCount)
    {
        if (labelCount < 2 || labels.Distinct().Count() < labelCount || probabilities.Any(row => row.Any(float.IsNaN))) return null;
        IEnumerable<int> positives = labelCount == 2 ? [1] : Enumerable.Range(0, labelCount);
        return positives.Average(label => OfLabel(probabilities, labels, label).Area);
    }
}
