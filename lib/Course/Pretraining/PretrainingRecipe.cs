namespace Course.Pretraining;

/// <summary>Everything that a pre-training run is made of. It is written into the model's card, so that anyone can do it again.</summary>
internal sealed record PretrainingRecipe
{
    public required string OutputFolder { get; init; }

    public required IReadOnlyList<string> CorpusFolders { get; init; }

    /// <summary>A pre-trained model to go on from, with its vocabulary; null starts afresh.</summary>
    public string? From { get; init; }

    /// <summary>TSV or CSV files whose texts are learnt one by one instead of a corpus: for adapting a model to a domain.</summary>
    public IReadOnlyList<string> DomainTexts { get; init; } = [];

    /// <summary>Files of words with valences; with them the model learns praise and blame beside the masked words. Empty for masked words alone.</summary>
    public IReadOnlyList<string> OpinionWordFiles { get; init; } = [];

    /// <summary>The share of tokens to hide, in (0, 1).</summary>
    public required double MaskedShare { get; init; }

    public required string WordVectorFolder { get; init; }

    public required IReadOnlyList<string> VocabularyTexts { get; init; }

    public required int VocabularySize { get; init; }

    public required int Layers { get; init; }

    public required int HiddenSize { get; init; }

    public required int Heads { get; init; }

    public required int IntermediateSize { get; init; }

    public required int Steps { get; init; }

    public required int BatchSize { get; init; }

    public required int SequenceLength { get; init; }

    public required double LearningRate { get; init; }

    public required int Seed { get; init; }

    /// <summary>Whether the checkpoints of an earlier run in <see cref="WorkFolder"/> are deleted.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Where checkpoints of the running training lie, so that it can be resumed.</summary>
    public string WorkFolder => OutputFolder.TrimEnd(Path.DirectorySeparatorChar) + ".pretraining";
}
