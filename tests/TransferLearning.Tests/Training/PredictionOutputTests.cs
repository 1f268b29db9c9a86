using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class PredictionOutputTests
{
    [Fact]
    public void The_top_losses_are_the_examples_with_the_least_probable_truth()
    {
        var output = Predictions([[0.9f, 0.1f], [0.2f, 0.8f], [0.5f, 0.5f]], [1, 1, 0]);

        var top = output.TopLosses(2);

        Assert.Equal([0, 2], top.Select(example => example.Index));
        Assert.Equal((1, 0), (top[0].Label, top[0].Prediction));
        Assert.Equal(-Math.Log(0.1), top[0].Loss, 6);
        Assert.Equal(3, output.TopLosses(10).Count);
    }

    [Fact]
    public void The_interval_of_an_accuracy_is_about_that_of_the_normal_approximation()
    {
        // 320 of 400 right: 0.8 plus and minus 1.96 * sqrt(0.8 * 0.2 / 400) = 0.0392.
        var output = Predictions(
            [.. Enumerable.Range(0, 400).Select(i => (float[])(i % 5 == 0 ? [0.9f, 0.1f] : [0.1f, 0.9f]))], [.. Enumerable.Repeat(1, 400)]);

        var interval = output.Confidence();

        Assert.Equal(0.8, interval.Estimate, 12);
        Assert.InRange(interval.Lower, 0.8 - 0.0392 - 0.008, 0.8 - 0.0392 + 0.008);
        Assert.InRange(interval.Upper, 0.8 + 0.0392 - 0.008, 0.8 + 0.0392 + 0.008);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        var output = Predictions([[0.9f, 0.1f], [0.2f, 0.8f], [0.5f, 0.5f], [0.3f, 0.7f]], [1, 1, 0, 0]);

        Assert.Equal(output.Confidence(seed: 3), output.Confidence(seed: 3));
        Assert.Equal("0.500 (95% interval 0.000–1.000)", output.Confidence().ToString());
    }

    [Fact]
    public void A_level_outside_zero_and_one_is_an_error() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Interval(2, sample => sample.Count, level: 95));

    private static PredictionOutput Predictions(float[][] probabilities, int[] labels)
    {
        int[] predictions = [.. probabilities.Select(row => row[1] > row[0] ? 1 : 0)];
        return new PredictionOutput(probabilities, labels, new EvaluationMetrics(0, new ClassificationReport(labels, predictions, ["no", "yes"]), 0));
    }
}
