namespace TransferLearning.Compression;

/// <summary>How much of a model's structure is cut away.</summary>
public sealed record StructuredPruningOptions
{
    /// <summary>The share of all attention heads to remove, in [0, 1). The least important go, wherever they are; every layer keeps one.</summary>
    public double Heads { get; init; }

    /// <summary>The share of the feed-forward blocks' inner features to remove, in [0, 1).</summary>
    public double Features { get; init; }

    /// <summary>Whether the features go wherever they are least important, so that layers differ; if not, each layer loses the same share, and Python's <c>transformers</c> opens the model.</summary>
    public bool FeaturesAcrossLayers { get; init; }

    internal void Validate()
    {
        if (!(Heads >= 0 && Heads < 1)) throw new ArgumentException($"{nameof(Heads)} is {Heads}, and must lie in [0, 1).");
        if (!(Features >= 0 && Features < 1)) throw new ArgumentException($"{nameof(Features)} is {Features}, and must lie in [0, 1).");
    }
}
