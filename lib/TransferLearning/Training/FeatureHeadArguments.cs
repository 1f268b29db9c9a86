namespace TransferLearning.Training;

/// <summary>The settings of a head's training.</summary>
public sealed record FeatureHeadArguments
{
    /// <summary>Passes over the features, at least 1.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Examples in a batch, at least 1.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>AdamW's highest learning rate, above 0; it falls in a straight line.</summary>
    public double LearningRate { get; init; } = 5e-3;

    /// <summary>Weight decay, 0 or more: features are many and examples few, so it is strong.</summary>
    public double WeightDecay { get; init; } = 0.1;

    /// <summary>The width of a hidden layer with GELU between features and scores; 0 for a linear head.</summary>
    public int HiddenSize { get; init; }

    /// <summary>The share of features, or of the hidden layer, that is left out at random during training, in [0, 1).</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>The same seed gives the same head.</summary>
    public int Seed { get; init; } = 42;
}
