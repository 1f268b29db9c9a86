using TransferLearning.Training;

namespace TransferLearning.Tests.Training;

public sealed class MetricsTests
{
    // Worked by hand: of 4 "a" 3 are found and 1 taken for "b"; of 3 "b" 2 are found and 1 taken for "c"; of 3 "c" 1 is
    // found and 2 taken for "a".
    private static readonly int[] Labels = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2];
    private static readonly int[] Predictions = [0, 0, 0, 1, 1, 1, 2, 2, 0, 0];
    private static readonly ClassificationReport Report = new(Labels, Predictions, ["a", "b", "c"]);

    [Fact]
    public void Confusion_counts_truth_in_rows_and_predictions_in_columns() =>
        Assert.Equal(new[,] { { 3, 1, 0 }, { 0, 2, 1 }, { 2, 0, 1 } }, Report.Confusion.ToArray());

    [Fact]
    public void Precision_recall_and_f1_of_each_label_are_those_worked_by_hand()
    {
        AssertScores(3.0 / 5, 3.0 / 4, 2.0 / 3, 4, Report.PerLabel[0]);
        AssertScores(2.0 / 3, 2.0 / 3, 2.0 / 3, 3, Report.PerLabel[1]);
        AssertScores(1.0 / 2, 1.0 / 3, 2.0 / 5, 3, Report.PerLabel[2]);
    }

    [Fact]
    public void Averages_weigh_labels_alike_or_by_their_examples()
    {
        AssertScores((0.6 + (2.0 / 3) + 0.5) / 3, (0.75 + (2.0 / 3) + (1.0 / 3)) / 3, ((2.0 / 3) + (2.0 / 3) + 0.4) / 3, 10, Report.MacroAverage);
        AssertScores((4 * 0.6 + 2 + 1.5) / 10, 0.6, ((4 * 2.0 / 3) + 2 + 1.2) / 10, 10, Report.WeightedAverage);
        Assert.Equal(0.6, Report.Accuracy, 12);
    }

    [Fact]
    public void Matthews_correlation_of_several_labels_is_that_of_the_formula()
    {
        // (correct * n - sum t p) / sqrt((n² - sum p²)(n² - sum t²)), t = (4, 3, 3), p = (5, 3, 2): (60 - 35) / sqrt(62 * 66).
        Assert.Equal(25 / Math.Sqrt(62 * 66), Report.MatthewsCorrelation, 12);
    }

    [Fact]
    public void Matthews_correlation_of_two_labels_is_the_usual_one()
    {
        // TP 6, TN 3, FP 1, FN 2: (18 - 2) / sqrt(7 * 8 * 4 * 5).
        int[] labels = [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0];
        int[] predictions = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1];

        Assert.Equal(16 / Math.Sqrt(1120), new ClassificationReport(labels, predictions, ["no", "yes"]).MatthewsCorrelation, 12);
    }

    [Fact]
    public void A_label_that_is_never_predicted_has_scores_of_zero_not_nan()
    {
        var report = new ClassificationReport([0, 1], [0, 0], ["a", "b"]);

        AssertScores(0, 0, 0, 1, report.PerLabel[1]);
        Assert.Equal(0, report.MatthewsCorrelation);
    }

    [Fact]
    public void The_report_is_laid_out_like_scikit_learns() => Assert.Equal(
        """
                      precision    recall  f1-score   support

                   a       0.60      0.75      0.67         4
                   b       0.67      0.67      0.67         3
                   c       0.50      0.33      0.40         3

            accuracy                           0.60        10
           macro avg       0.59      0.58      0.58        10
        weighted avg       0.59      0.60      0.59        10

        """.ReplaceLineEndings("\n"),
        Report.ToString());

    [Fact]
    public void Nothing_to_measure_is_an_error()
    {
        Assert.Throws<ArgumentException>(() => new ClassificationReport([], [], ["a"]));
        Assert.Throws<ArgumentException>(() => new ClassificationReport([0, 1], [0], ["a", "b"]));
        Assert.Throws<ArgumentException>(() => new ClassificationReport([0], [2], ["a", "b"]));
    }

    private static void AssertScores(double precision, double recall, double f1, int support, LabelScores scores)
    {
        Assert.Equal(precision, scores.Precision, 12);
        Assert.Equal(recall, scores.Recall, 12);
        Assert.Equal(f1, scores.F1, 12);
        Assert.Equal(support, scores.Support);
    }
}
