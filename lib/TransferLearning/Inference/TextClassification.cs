namespace TransferLearning.Inference;

/// <summary>A label and how probable it is.</summary>
/// <param name="Label">The name of the label.</param>
/// <param name="Score">Its probability, in [0, 1]; those of all labels sum to 1, unless the model has but one, or several may be true at once (<c>multi_label_classification</c>).</param>
public sealed record TextClassification(string Label, float Score);
