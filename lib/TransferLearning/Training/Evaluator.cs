using System.Diagnostics;
using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>Runs a classifier over a data set without training it.</summary>
internal static class Evaluator
{
    /// <summary>Predicts every example. The model is left in evaluation mode.</summary>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PredictionOutput Predict(
        SequenceClassificationModel model, TokenizedDataset dataset, int batchSize, ClassificationObjective objective, CancellationToken cancellationToken)
    {
        if (dataset.Count == 0) throw new ArgumentException("There are no examples to evaluate on.", nameof(dataset));

        var watch = Stopwatch.StartNew();
        var collator = new DataCollatorWithPadding(dataset.PadTokenId);
        var probabilities = new float[dataset.Count][];
        var lossSum = 0.0;
        using var noGrad = torch.no_grad();
        model.eval();

        // Sorted by length, so that little is padded; the results go back to their places.
        var order = Enumerable.Range(0, dataset.Count).OrderBy(i => dataset[i].InputIds.Length).Chunk(batchSize);
        foreach (var indices in order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var batch = collator.Collate([.. indices.Select(i => dataset[i])], model.Device);
            var (logits, loss) = objective.Forward(model, batch);
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
