namespace TransferLearning.Inference;

/// <summary>What a model says of a text.</summary>
public sealed record TextPrediction
{
    /// <summary>Every label with its probability, the most probable one first.</summary>
    public required IReadOnlyList<TextClassification> Scores { get; init; }

    /// <summary>The model's scores by the labels' ids, before they became probabilities.</summary>
    public required IReadOnlyList<float> Logits { get; init; }

    /// <summary>How many tokens the model saw, special ones included.</summary>
    public required int TokenCount { get; init; }

    /// <summary>How many tokens the whole text has, special ones included.</summary>
    public required int TotalTokens { get; init; }

    /// <summary>The most probable label.</summary>
    public string Label => Scores[0].Label;

    /// <summary>Its probability, in [0, 1].</summary>
    public float Score => Scores[0].Score;

    /// <summary>Whether the model did not see all of the text.</summary>
    public bool IsTruncated => TotalTokens > TokenCount;
}
