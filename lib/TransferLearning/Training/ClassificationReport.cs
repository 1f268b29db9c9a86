using System.Globalization;
using System.Text;

namespace TransferLearning.Training;

/// <summary>The figures of one label, or an average over labels. Each lies in [0, 1].</summary>
/// <param name="Precision">Of the examples predicted as the label, the share that have it; 0 when it was never predicted.</param>
/// <param name="Recall">Of the examples with the label, the share that were found; 0 when there is none.</param>
/// <param name="F1">The harmonic mean of both; 0 when both are.</param>
/// <param name="Support">The number of examples.</param>
public sealed record LabelScores(double Precision, double Recall, double F1, int Support);

/// <summary>How well a classifier does, label by label and on the whole.</summary>
public sealed class ClassificationReport
{
    private const int NumberWidth = 10;

    /// <summary>Computes the report.</summary>
    /// <param name="confusion">The counts.</param>
    public ClassificationReport(ConfusionMatrix confusion)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        Confusion = confusion;
        PerLabel = [.. Enumerable.Range(0, confusion.LabelNames.Count).Select(label => ScoresOf(confusion, label))];
        Accuracy = (double)confusion.Correct / confusion.Total;
        MacroAverage = Average(_ => 1.0 / PerLabel.Count);
        WeightedAverage = Average(scores => (double)scores.Support / confusion.Total);
        MatthewsCorrelation = Matthews(confusion);
    }

    /// <summary>Computes the report of true and predicted labels.</summary>
    /// <exception cref="ArgumentException">See <see cref="ConfusionMatrix"/>.</exception>
    public ClassificationReport(IReadOnlyList<int> labels, IReadOnlyList<int> predictions, IReadOnlyList<string> labelNames)
        : this(new ConfusionMatrix(labels, predictions, labelNames))
    {
    }

    /// <summary>The counts behind the figures.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>The figures of each label, by its number.</summary>
    public IReadOnlyList<LabelScores> PerLabel { get; }

    /// <summary>The share of the examples whose label was found, in [0, 1].</summary>
    public double Accuracy { get; }

    /// <summary>The figures of all examples together, whatever their label. With one label an example, all three are the accuracy.</summary>
    public LabelScores MicroAverage => new(Accuracy, Accuracy, Accuracy, Confusion.Total);

    /// <summary>The mean over the labels, each counting the same.</summary>
    public LabelScores MacroAverage { get; }

    /// <summary>The mean over the labels, each counting by its number of examples.</summary>
    public LabelScores WeightedAverage { get; }

    /// <summary>The Matthews correlation of truth and prediction, in [-1, 1]: 0 for guessing (Gorodkin 2004, for any number of labels).</summary>
    public double MatthewsCorrelation { get; }

    /// <summary>The report as a table, laid out like scikit-learn's.</summary>
    public override string ToString()
    {
        const string weighted = "weighted avg";
        var names = Confusion.LabelNames;
        var width = Math.Max(weighted.Length, names.Max(name => name.Length));
        var text = new StringBuilder();
        text.Append(' ', width + 1);
        foreach (var title in (string[])["precision", "recall", "f1-score", "support"]) text.Append(title.PadLeft(NumberWidth));
        text.Append("\n\n");
        for (var label = 0; label < names.Count; label++) AppendRow(names[label], PerLabel[label]);
        text.Append('\n');
        text.Append("accuracy".PadLeft(width)).Append(' ', 1 + (2 * NumberWidth));
        text.Append(Number(Accuracy)).Append(Whole(Confusion.Total)).Append('\n');
        AppendRow("macro avg", MacroAverage);
        AppendRow(weighted, WeightedAverage);
        return text.ToString();

        void AppendRow(string name, LabelScores scores) => text
            .Append(name.PadLeft(width)).Append(' ').Append(Number(scores.Precision)).Append(Number(scores.Recall)).Append(Number(scores.F1)).Append(Whole(scores.Support)).Append('\n');

        static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture).PadLeft(NumberWidth);
        static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture).PadLeft(NumberWidth);
    }

    private static LabelScores ScoresOf(ConfusionMatrix confusion, int label)
    {
        var (correct, support, predicted) = (confusion[label, label], confusion.Support(label), confusion.Predicted(label));
        var precision = predicted == 0 ? 0 : (double)correct / predicted;
        var recall = support == 0 ? 0 : (double)correct / support;
        var f1 = correct == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new LabelScores(precision, recall, f1, support);
    }

    private LabelScores Average(Func<LabelScores, double> weight) => new(
        PerLabel.Sum(scores => weight(scores) * scores.Precision),
        PerLabel.Sum(scores => weight(scores) * scores.Recall),
        PerLabel.Sum(scores => weight(scores) * scores.F1),
        Confusion.Total);

    private static double Matthews(ConfusionMatrix confusion)
    {
        double total = confusion.Total;
        double products = 0, supports = 0, predictions = 0;
        for (var label = 0; label < confusion.LabelNames.Count; label++)
        {
            double support = confusion.Support(label), predicted = confusion.Predicted(label);
            products += support * predicted;
            supports += support * support;
            predictions += predicted * predicted;
        }

        var norm = Math.Sqrt(((total * total) - predictions) * ((total * total) - supports));
        return norm == 0 ? 0 : ((confusion.Correct * total) - products) / norm;
    }
}
