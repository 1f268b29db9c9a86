using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class PrecisionRecallCurveTests
{
    [Fact]
    public void Each_threshold_marks_the_examples_from_its_score_on()
    {
        // The example of scikit-learn's documentation of precision_recall_curve; average precision 0.8333 from there, too.
        var curve = new PrecisionRecallCurve([false, false, true, true], [0.1f, 0.4f, 0.35f, 0.8f]);
        Assert.Equal([(1.0, 0.5), (0.5, 0.5), (2 / 3.0, 1.0), (0.5, 1.0)], curve.Points.Select(point => (point.Precision, point.Recall)));
        Assert.Equal([0.8f, 0.4f, 0.35f, 0.1f], curve.Points.Select(point => (float)point.Threshold));
        Assert.Equal(0.8333, curve.AveragePrecision, 4);
    }

    [Fact]
    public void Equal_scores_are_marked_together()
    {
        var curve = new PrecisionRecallCurve([true, false, true, false], [0.5f, 0.5f, 0.5f, 0.5f]);
        Assert.Equal(new PrecisionRecallPoint(0.5, 0.5, 1), Assert.Single(curve.Points));
        Assert.Equal(2 / 3.0, curve.Points[0].F1, 12);
        Assert.Equal(0.5, curve.AveragePrecision, 12);
    }

    [Fact]
    public void A_perfect_order_has_average_precision_one() =>
        Assert.Equal(1, new PrecisionRecallCurve([true, true, false], [0.9f, 0.8f, 0.1f]).AveragePrecision, 12);

    [Fact]
    public void Without_a_positive_example_there_is_no_curve()
    {
        Assert.Throws<ArgumentException>(() => new PrecisionRecallCurve([false], [0.5f]));
        Assert.Throws<ArgumentException>(() => new PrecisionRecallCurve([true], [0.5f, 0.1f]));
        Assert.Throws<ArgumentException>(() => new PrecisionRecallCurve([true], [float.NaN]));
    }

    [Fact]
    public void F1_of_nothing_found_is_zero() => Assert.Equal(0, new PrecisionRecallPoint(0.5, 0, 0).F1);
}
