namespace TransferLearning.Training;

/// <summary>How often each label was predicted as each label.</summary>
public sealed class ConfusionMatrix
{
    private readonly int[,] _counts;

    /// <summary>Counts true and predicted labels.</summary>
    /// <param name="labels">The true labels, in [0, number of label names).</param>
    /// <param name="predictions">The predicted labels, as many.</param>
    /// <param name="labelNames">The name of each label, by its number.</param>
    /// <exception cref="ArgumentException">There is none, there are not equally many of both, or a label has no name.</exception>
    public ConfusionMatrix(IReadOnlyList<int> labels, IReadOnlyList<int> predictions, IReadOnlyList<string> labelNames)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(labelNames);
        if (labels.Count != predictions.Count) throw new ArgumentException($"There are {labels.Count} labels but {predictions.Count} predictions.", nameof(predictions));
        if (labels.Count == 0) throw new ArgumentException("There are no examples to measure on.", nameof(labels));

        LabelNames = labelNames;
        _counts = new int[labelNames.Count, labelNames.Count];
        for (var i = 0; i < labels.Count; i++)
        {
            if ((uint)labels[i] >= (uint)labelNames.Count || (uint)predictions[i] >= (uint)labelNames.Count)
            {
                throw new ArgumentException($"Example {i} has label {labels[i]} and prediction {predictions[i]}, but there are {labelNames.Count} labels.", nameof(labels));
            }

            _counts[labels[i], predictions[i]]++;
        }

        Total = labels.Count;
    }

    /// <summary>The name of each label, by its number.</summary>
    public IReadOnlyList<string> LabelNames { get; }

    /// <summary>The number of examples.</summary>
    public int Total { get; }

    /// <summary>How many examples of a label were predicted as a label.</summary>
    public int this[int label, int prediction] => _counts[label, prediction];

    /// <summary>How many examples a label has.</summary>
    public int Support(int label) => Enumerable.Range(0, LabelNames.Count).Sum(prediction => _counts[label, prediction]);

    /// <summary>How often a label was predicted.</summary>
    public int Predicted(int prediction) => Enumerable.Range(0, LabelNames.Count).Sum(label => _counts[label, prediction]);

    /// <summary>How many examples were predicted rightly.</summary>
    public int Correct => Enumerable.Range(0, LabelNames.Count).Sum(label => _counts[label, label]);

    /// <summary>The counts, a row for each true label and a column for each prediction.</summary>
    public int[,] ToArray() => (int[,])_counts.Clone();
}
