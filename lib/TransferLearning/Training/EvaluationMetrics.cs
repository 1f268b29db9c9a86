namespace TransferLearning.Training;

/// <summary>What an evaluation says about a model.</summary>
/// <param name="LossValue">The mean cross entropy of the examples, in nats.</param>
/// <param name="Report">Accuracy, precision, recall and F1.</param>
/// <param name="Seconds">How long the evaluation took.</param>
public sealed record EvaluationMetrics(double LossValue, ClassificationReport Report, double Seconds)
{
    internal const string Loss = "loss";
    private const string Auc = "roc_auc";

    private static readonly Dictionary<string, Func<EvaluationMetrics, double>> Figures = new(StringComparer.Ordinal)
    {
        [Loss] = metrics => metrics.LossValue,
        ["accuracy"] = metrics => metrics.Accuracy,
        ["precision"] = metrics => metrics.Report.MacroAverage.Precision,
        ["recall"] = metrics => metrics.Report.MacroAverage.Recall,
        ["f1"] = metrics => metrics.Report.MacroAverage.F1,
        ["f1_micro"] = metrics => metrics.Report.MicroAverage.F1,
        ["f1_weighted"] = metrics => metrics.Report.WeightedAverage.F1,
        ["matthews_correlation"] = metrics => metrics.Report.MatthewsCorrelation,
        [Auc] = metrics => metrics.RocAuc ?? throw new ArgumentException("There is no roc_auc: it needs examples of every label. Choose another metric, or evaluate on data that has them all."),
    };

    /// <summary>The names that <see cref="this[string]"/> knows; precision, recall and f1 are macro averages.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Figures.Keys];

    /// <summary>The area under the ROC curve (see <see cref="RocCurve"/>), in [0, 1]: with more than two labels the mean of each label against the rest; <see langword="null"/> when a label has no example.</summary>
    public double? RocAuc { get; init; }

    /// <summary>The share of the examples whose label was found, in [0, 1].</summary>
    public double Accuracy => Report.Accuracy;

    /// <summary>The number of examples.</summary>
    public int ExampleCount => Report.Confusion.Total;

    /// <summary>A figure by its name.</summary>
    /// <exception cref="ArgumentException">There is no figure of that name.</exception>
    public double this[string name] => Figures.TryGetValue(name, out var figure)
        ? figure(this)
        : throw new ArgumentException($"There is no metric '{name}': known are {string.Join(", ", Names)}.", nameof(name));

    /// <summary>Every figure by its name, but for one that there is not.</summary>
    internal IReadOnlyDictionary<string, double> ToDictionary() =>
        Figures.Where(figure => figure.Key != Auc || RocAuc is not null).ToDictionary(figure => figure.Key, figure => figure.Value(this), StringComparer.Ordinal);

    /// <summary>Whether a larger value of a figure is better.</summary>
    internal static bool GreaterIsBetter(string name) => name != Loss;

    /// <summary>A line with loss, accuracy and macro F1.</summary>
    public override string ToString() => $"loss {LossValue:F4}, accuracy {Accuracy:P1}, F1 {Report.MacroAverage.F1:F3} on {ExampleCount} examples";
}
