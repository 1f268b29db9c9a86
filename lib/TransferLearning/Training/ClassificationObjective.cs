using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>
/// What a classifier is trained for: cross entropy between its scores and the labels. A model with a single output and
/// two labels is trained with binary cross entropy instead, its output being the score of label 1.
/// </summary>
internal class ClassificationObjective
{
    private readonly IReadOnlyList<float>? _classWeights;
    private readonly double _labelSmoothing;
    private readonly int _labelCount;

    /// <summary>Creates the objective.</summary>
    /// <param name="labelCount">The number of labels of the data.</param>
    /// <param name="classWeights">A weight for each label's loss, or <see langword="null"/> to weigh all alike.</param>
    /// <param name="labelSmoothing">How much of each label is spread over the other labels, in [0, 1).</param>
    /// <exception cref="ArgumentException">There are not as many class weights as labels.</exception>
    public ClassificationObjective(int labelCount, IReadOnlyList<float>? classWeights = null, double labelSmoothing = 0)
    {
        if (classWeights is not null && classWeights.Count != labelCount)
        {
            throw new ArgumentException($"There are {classWeights.Count} class weights, but the data has {labelCount} labels.", nameof(classWeights));
        }

        _labelCount = labelCount;
        _classWeights = classWeights;
        _labelSmoothing = labelSmoothing;
    }

    /// <summary>The objective of a training.</summary>
    /// <exception cref="DatasetException">Classes are to be balanced, but a label has no example.</exception>
    public static ClassificationObjective For(TokenizedDataset dataset, TrainingArguments arguments) =>
        new(dataset.LabelNames.Count, arguments.BalanceClasses ? BalancedWeights(dataset) : arguments.ClassWeights, arguments.LabelSmoothingFactor);

    /// <summary>The model's scores and the loss, a scalar: the mean over the examples.</summary>
    public virtual (torch.Tensor Logits, torch.Tensor Loss) Forward(SequenceClassificationModel model, Batch batch)
    {
        var logits = model.forward(batch.InputIds, batch.AttentionMask, batch.TokenTypeIds).Logits;
        return (logits, Loss(logits, batch.Labels));
    }

    /// <summary>The loss of scores float32 [B, outputs] for labels int64 [B].</summary>
    public torch.Tensor Loss(torch.Tensor logits, torch.Tensor labels)
    {
        if (IsBinary(logits)) return BinaryLoss(logits, labels);
        var weight = _classWeights is null ? null : torch.tensor([.. _classWeights], device: logits.device);
        return torch.nn.functional.cross_entropy(logits, labels, weight, label_smoothing: _labelSmoothing);
    }

    /// <summary>The probability of each label, [B][labels], each row summing to 1.</summary>
    public float[][] Probabilities(torch.Tensor logits)
    {
        using var scope = torch.NewDisposeScope();
        var rows = IsBinary(logits)
            ? torch.cat([1 - torch.sigmoid(logits), torch.sigmoid(logits)], 1)
            : torch.nn.functional.softmax(logits, 1);
        return [.. rows.cpu().data<float>().ToArray().Chunk((int)rows.shape[1])];
    }

    /// <summary>Weights that make every label count the same: examples / (labels × examples of the label), as scikit-learn's <c>class_weight="balanced"</c>.</summary>
    private static float[] BalancedWeights(TokenizedDataset dataset)
    {
        var counts = new int[dataset.LabelNames.Count];
        foreach (var example in dataset) counts[example.Label]++;
        if (Array.IndexOf(counts, 0) is >= 0 and var missing)
        {
            throw new DatasetException($"Classes cannot be balanced: the label '{dataset.LabelNames[missing]}' has no training example. Add some, or leave the label out of the data set's labels.");
        }

        return Array.ConvertAll(counts, count => (float)((double)dataset.Count / (counts.Length * (double)count)));
    }

    private bool IsBinary(torch.Tensor logits) => logits.shape[1] == 1 && _labelCount == 2;

    private torch.Tensor BinaryLoss(torch.Tensor logits, torch.Tensor labels)
    {
        // Smoothing moves a target of 1 to 1 - s/2 and one of 0 to s/2, as it does for two labels of cross entropy.
        var targets = (labels.to_type(torch.ScalarType.Float32) * (1 - _labelSmoothing)) + (_labelSmoothing / 2);
        var positive = _classWeights is [var negativeWeight, var positiveWeight] ? torch.tensor([positiveWeight / negativeWeight], device: logits.device) : null;
        return torch.nn.functional.binary_cross_entropy_with_logits(logits.squeeze(1), targets, pos_weights: positive);
    }
}
