using System.Numerics.Tensors;
using TransferLearning.Models;

namespace TransferLearning.Inference;

/// <summary>From a classifier's scores to what they say of its labels: one rule for everything that labels texts.</summary>
internal static class LabelProbabilities
{
    /// <summary>
    /// A single label's score counts alone, and of several labels some may be true at once where the configuration says so (sigmoid), as Hugging Face has it;
    /// otherwise one of them is true (softmax).
    /// </summary>
    /// <param name="config">The classifier's configuration.</param>
    /// <param name="logits">The scores of one text, [labels].</param>
    /// <param name="probabilities">Receives as many probabilities, in [0, 1]; it may be the same memory.</param>
    public static void Compute(PretrainedConfig config, ReadOnlySpan<float> logits, Span<float> probabilities)
    {
        if (logits.Length == 1 || config.ProblemType == "multi_label_classification") TensorPrimitives.Sigmoid(logits, probabilities);
        else TensorPrimitives.SoftMax(logits, probabilities);
    }

    /// <summary>The labels with their probabilities, the most probable one first.</summary>
    /// <inheritdoc cref="Compute" path="/param"/>
    public static IReadOnlyList<TextClassification> Rank(PretrainedConfig config, ReadOnlySpan<float> logits)
    {
        var probabilities = new float[logits.Length];
        Compute(config, logits, probabilities);
        var labels = config.Labels;
        return [.. probabilities.Select((score, label) => new TextClassification(labels[label], score)).OrderByDescending(result => result.Score)];
    }
}
