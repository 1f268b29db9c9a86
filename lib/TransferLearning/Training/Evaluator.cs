using System.Diagnostics;
using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Inference;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>Runs a classifier over a data set without training it.</summary>
internal static class Evaluator
{
    // The fast runtime divides them further, by their tokens.
    private const int ExamplesAtOnce = 64;

    /// <summary>Predicts every example. The model is left in evaluation mode.</summary>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PredictionOutput Predict(
        SequenceClassificationModel model, TokenizedDataset dataset, int batchSize, ClassificationObjective objective, CancellationToken cancellationToken)
    {
        var collator = new DataCollatorWithPadding(dataset.PadTokenId);
        using var noGrad = torch.no_grad();
        model.eval();
        return Predict(dataset, batchSize, objective, examples => objective.Forward(model, collator.Collate(examples, model.Device)), cancellationToken);
    }

    /// <summary>Predicts every example with a loaded classifier.</summary>
    /// <exception cref="ArgumentException">The data set is empty, or does not fit the classifier.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PredictionOutput Predict(TextClassifier classifier, TokenizedDataset dataset, CancellationToken cancellationToken)
    {
        Trainer.CheckLabels(classifier.Config, dataset, nameof(dataset));
        var objective = new ClassificationObjective(dataset.LabelNames.Count);
        using var noGrad = torch.no_grad();
        return Predict(
            dataset,
            ExamplesAtOnce,
            objective,
            examples =>
            {
                var scores = torch.tensor([.. classifier.ScoreAll(examples, cancellationToken).SelectMany(row => row)]).view(examples.Length, classifier.Labels.Count);
                return (scores, objective.Loss(scores, torch.tensor([.. examples.Select(example => (long)example.Label)])));
            },
            cancellationToken);
    }

    private static PredictionOutput Predict(
        TokenizedDataset dataset, int batchSize, ClassificationObjective objective, Func<TokenizedExample[], (torch.Tensor Logits, torch.Tensor Loss)> run, CancellationToken cancellationToken)
    {
        if (dataset.Count == 0) throw new ArgumentException("There are no examples to evaluate on.", nameof(dataset));

        var watch = Stopwatch.StartNew();
        var probabilities = new float[dataset.Count][];
        var lossSum = 0.0;

        // Sorted by length, so that little is padded; the results go back to their places.
        var order = Enumerable.Range(0, dataset.Count).OrderBy(i => dataset[i].InputIds.Length).Chunk(batchSize);
        foreach (var indices in order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var (logits, loss) = run([.. indices.Select(i => dataset[i])]);
            lossSum += loss.item<float>() * (double)indices.Length;
            var rows = objective.Probabilities(logits);
            for (var row = 0; row < indices.Length; row++) probabilities[indices[row]] = rows[row];
        }

        int[] labels = [.. dataset.Select(example => example.Label)];
        int[] predictions = [.. probabilities.Select(row => Array.IndexOf(row, row.Max()))];
        var report = new ClassificationReport(labels, predictions, dataset.LabelNames);
        var metrics = new EvaluationMetrics(lossSum / dataset.Count, report, watch.Elapsed.TotalSeconds)
        {
            RocAuc = RocCurve.AreaOf(probabilities, labels, dataset.LabelNames.Count),
        };
        return new PredictionOutput(probabilities, labels, metrics);
    }
}
