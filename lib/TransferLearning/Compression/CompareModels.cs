using System.Diagnostics;
using TransferLearning.Charts;
using TransferLearning.Data;
using TransferLearning.Hub;
using TransferLearning.Inference;
using TransferLearning.Training;

namespace TransferLearning.Compression;

/// <summary>What a model costs and what it is worth.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="DiskBytes">The size of its weight files.</param>
/// <param name="MemoryBytes">The memory that the weights take when loaded.</param>
/// <param name="LatencyP50">Half of the texts are labelled within so many milliseconds, one at a time.</param>
/// <param name="LatencyP95">So are 95 of 100.</param>
/// <param name="Accuracy">The share of texts whose label it finds, in [0, 1].</param>
/// <param name="F1">The labels' F1, averaged, in [0, 1].</param>
public sealed record ComparedModel(string Name, long DiskBytes, long MemoryBytes, double LatencyP50, double LatencyP95, double Accuracy, double F1);

/// <summary>Holds models against one another: size, speed and quality in one table.</summary>
public static class CompareModels
{
    private const int WarmUps = 5;

    /// <summary>Measures models: encoders on the fast runtime, others, such as the LSTM, by their model classes.</summary>
    /// <param name="folders">The models' folders, or names that stand for them.</param>
    /// <param name="data">Labelled texts.</param>
    /// <param name="latencyTexts">How many of the texts are labelled one by one to measure the latency, at least 1.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ArgumentException">There are no texts.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <inheritdoc cref="TextClassifier.Load" path="/exception"/>
    public static IReadOnlyList<ComparedModel> Measure(IEnumerable<string> folders, Dataset data, int latencyTexts = 200, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(folders);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(latencyTexts, 1);
        if (data.Count == 0) throw new ArgumentException("There are no texts to measure with.", nameof(data));
        var classifiers = new List<TextClassifier>();
        try
        {
            foreach (var folder in folders) classifiers.Add(TextClassifier.Load(folder));
            foreach (var classifier in classifiers) CheckLabels(classifier, data);
            var times = Latencies(classifiers, [.. data.Take(Math.Min(latencyTexts, data.Count)).Select(example => example.Text)], cancellationToken);
            return [.. classifiers.Select((classifier, i) => Row(classifier, data, times[i], cancellationToken))];
        }
        finally
        {
            foreach (var classifier in classifiers) classifier.Dispose();
        }
    }

    /// <summary>The table of what was measured.</summary>
    public static Table ToTable(IEnumerable<ComparedModel> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        const double Megabyte = 1_000_000;
        return Table.From(
            models,
            ("Model", model => model.Name),
            (new TableColumn("On disk, MB", "0.0"), model => model.DiskBytes / Megabyte),
            (new TableColumn("In memory, MB", "0.0"), model => model.MemoryBytes / Megabyte),
            (new TableColumn("p50, ms", "0.00"), model => model.LatencyP50),
            (new TableColumn("p95, ms", "0.00"), model => model.LatencyP95),
            (new TableColumn("Accuracy", "P1"), model => model.Accuracy),
            (new TableColumn("F1", "0.000"), model => model.F1));
    }

    private static void CheckLabels(TextClassifier classifier, Dataset data)
    {
        if (!data.LabelNames.All(classifier.Labels.Contains))
            throw new ArgumentException($"The data has the labels {string.Join(", ", data.LabelNames)}, and the model '{classifier.Name}' knows {string.Join(", ", classifier.Labels)}.", nameof(data));
    }

    /// <summary>Each model's milliseconds for each text, in ascending order. The models take turns, so that whatever else the machine does slows all of them alike.</summary>
    private static double[][] Latencies(List<TextClassifier> classifiers, string[] texts, CancellationToken cancellationToken)
    {
        var times = classifiers.Select(_ => new double[texts.Length]).ToArray();
        for (var i = -WarmUps; i < texts.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var model = 0; model < classifiers.Count; model++)
            {
                var started = Stopwatch.GetTimestamp();
                classifiers[model].Predict(texts[Math.Abs(i) % texts.Length]);
                if (i >= 0) times[model][i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }

        foreach (var model in times) Array.Sort(model);
        return times;
    }

    private static ComparedModel Row(TextClassifier classifier, Dataset data, double[] times, CancellationToken cancellationToken)
    {
        var numbers = classifier.Labels.Index().ToDictionary(label => label.Item, label => label.Index, StringComparer.Ordinal);
        var report = new ClassificationReport(
            [.. data.Select(example => numbers[data.LabelNames[example.Label]])],
            [.. classifier.Predict([.. data.Select(example => example.Text)], cancellationToken).Select(prediction => numbers[prediction.Label])],
            classifier.Labels);
        var disk = ModelFolder.Open(classifier.Folder).WeightFiles().Sum(file => new FileInfo(file).Length);
        // The model classes hold what their files do: the runtime alone arranges weights in its own way.
        var weights = classifier is EncoderRuntime runtime ? runtime.WeightBytes : disk;
        return new ComparedModel(classifier.Name, disk, weights, Percentile.Of(times, 0.5), Percentile.Of(times, 0.95), report.Accuracy, report.MacroAverage.F1);
    }
}
