namespace TransferLearning.Training;

/// <summary>What an evaluation says about a model.</summary>
/// <param name="LossValue">The mean cross entropy of the examples, in nats.</param>
/// <param name="Report">Accuracy, precision, recall and F1.</param>
/// <param name="Seconds">How long the evaluation took.</param>
public sealed record EvaluationMetrics(double LossValue, ClassificationReport Report, double Seconds)
{
    internal const string Loss = "loss";

    /// <summary>The names that <see cref="this[string]"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [Loss, "accuracy", "f1", "matthews_correlation"];

    /// <summary>The share of the examples whose label was found, in [0, 1].</summary>
    public double Accuracy => Report.Accuracy;

    /// <summary>The number of examples.</summary>
    public int ExampleCount => Report.Confusion.Total;

    /// <summary>A figure by its name.</summary>
    /// <exception cref="ArgumentException">There is no figure of that name.</exception>
    public double this[string name] => name switch
    {
        Loss => LossValue,
        "accuracy" => Report.Accuracy,
        "f1" => Report.MacroAverage.F1,
        "matthews_correlation" => Report.MatthewsCorrelation,
        _ => throw new ArgumentException($"There is no metric '{name}': known are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>Whether a larger value of a figure is better.</summary>
    internal static bool GreaterIsBetter(string name) => name != Loss;

    /// <summary>A line with loss, accuracy and macro F1.</summary>
    public override string ToString() => $"loss {LossValue:F4}, accuracy {Accuracy:P1}, F1 {Report.MacroAverage.F1:F3} on {ExampleCount} examples";
}
