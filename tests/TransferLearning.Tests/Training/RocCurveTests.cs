using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class RocCurveTests
{
    [Fact]
    public void The_area_is_the_one_in_scikit_learns_documentation()
    {
        // The example of sklearn.metrics.roc_auc_score and roc_curve (scikit-learn 1.5).
        var curve = new RocCurve([false, false, true, true], [0.1f, 0.4f, 0.35f, 0.8f]);

        Assert.Equal(0.75, curve.Area, 12);
        Assert.Equal([0, 0, 0.5, 0.5, 1], curve.Points.Select(point => point.FalsePositiveRate));
        Assert.Equal([0, 0.5, 0.5, 1, 1], curve.Points.Select(point => point.TruePositiveRate));
    }

    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order_with_ties_counting_half()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 20; trial++)
        {
            bool[] truth = [true, false, .. Enumerable.Range(0, 40).Select(_ => random.Next(3) == 0)];
            float[] scores = [.. truth.Select(positive => random.Next(8) + (positive ? 2f : 0))];

            var pairs = (
                from i in Enumerable.Range(0, truth.Length)
                where truth[i]
                from j in Enumerable.Range(0, truth.Length)
                where !truth[j]
                select scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0).ToList();

            Assert.Equal(pairs.Average(), new RocCurve(truth, scores).Area, 12);
        }
    }

    [Fact]
    public void Several_labels_are_each_held_against_the_rest()
    {
        float[][] probabilities = [[0.8f, 0.1f, 0.1f], [0.3f, 0.4f, 0.3f], [0.2f, 0.2f, 0.6f], [0.5f, 0.3f, 0.2f]];

        // Label 0 (0.8, 0.5 against 0.3, 0.2): 1. Label 1 (0.4 against 0.1, 0.2, 0.3): 1. Label 2 (0.6 against 0.1, 0.3, 0.2): 1.
        Assert.Equal(1, RocCurve.AreaOf(probabilities, [0, 1, 2, 0], 3));
        // Now label 1 is the second and last: 0.4 and 0.3 against 0.1 and 0.2. Label 0: 0.8 against all. Label 2 as before.
        Assert.Equal(1, RocCurve.AreaOf(probabilities, [0, 1, 2, 1], 3));
        // Labels 1 and 2 exchanged: label 1 has 0.2 against 0.1, 0.4, 0.3 (1/3), label 2 has 0.3 against 0.1, 0.6, 0.2 (2/3), label 0 stays.
        Assert.Equal((1 + (1.0 / 3) + (2.0 / 3)) / 3, RocCurve.AreaOf(probabilities, [0, 2, 1, 0], 3)!.Value, 12);
    }

    [Fact]
    public void Without_examples_of_every_label_there_is_no_area() =>
        Assert.Null(RocCurve.AreaOf([[0.2f, 0.8f], [0.9f, 0.1f]], [1, 1], 2));

    [Fact]
    public void Examples_of_one_kind_have_no_curve() =>
        Assert.Contains("there are 2 and 0", Assert.Throws<ArgumentException>(() => new RocCurve([true, true], [0.1f, 0.2f])).Message, StringComparison.Ordinal);
}
