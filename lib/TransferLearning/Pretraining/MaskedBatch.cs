namespace TransferLearning.Pretraining;

/// <summary>Sequences with some tokens hidden: B sequences of T tokens, one after the other.</summary>
/// <param name="InputIds">The ids as the model sees them, B·T of them.</param>
/// <param name="Labels">The true id at each chosen position and <see cref="IgnoreIndex"/> elsewhere, B·T of them.</param>
/// <param name="SequenceLength">Tokens in a sequence, T.</param>
public sealed record MaskedBatch(long[] InputIds, long[] Labels, int SequenceLength)
{
    /// <summary>The segment, 0 or 1, of each token, B·T of them; <see langword="null"/> where all are 0.</summary>
    public long[]? TokenTypeIds { get; init; }

    /// <summary>The class of each sequence, B of them, <see cref="IgnoreIndex"/> where it is not known; <see langword="null"/> where the text has no such classes.</summary>
    public long[]? SentenceLabels { get; init; }

    /// <summary>The label of a position that is not to be predicted: cross entropy leaves it out.</summary>
    public const long IgnoreIndex = -100;

    /// <summary>The number of sequences, B.</summary>
    public int Size => InputIds.Length / SequenceLength;

    /// <summary>How many tokens are to be predicted.</summary>
    public int PredictionCount => Labels.Length - Labels.AsSpan().Count(IgnoreIndex);
}
