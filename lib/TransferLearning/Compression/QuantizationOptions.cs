using TransferLearning.Models;

namespace TransferLearning.Compression;

/// <summary>How a model is quantized.</summary>
public sealed record QuantizationOptions
{
    /// <summary>How the inputs of quantized layers are scaled.</summary>
    public QuantizationMethod Method { get; init; } = QuantizationMethod.Dynamic;

    /// <summary>Whether the table of word vectors is quantized too. It is the larger part of a small model.</summary>
    public bool Embeddings { get; init; } = true;

    /// <summary>Texts like those that the model will see, for <see cref="QuantizationMethod.Static"/>; a hundred or so.</summary>
    public IReadOnlyList<string> CalibrationTexts { get; init; } = [];

    /// <summary>How much accuracy may be lost; null for whatever it costs.</summary>
    public CompressionTolerance? Tolerance { get; init; }

    internal void Validate()
    {
        if (Method == QuantizationMethod.Static && CalibrationTexts.Count == 0)
            throw new ArgumentException($"{nameof(QuantizationMethod.Static)} quantization needs {nameof(CalibrationTexts)}: the ranges of the layers' inputs are measured on them.");
        if (Tolerance is { } tolerance && !(tolerance.AccuracyLoss >= 0 && tolerance.AccuracyLoss <= 1))
            throw new ArgumentException($"{nameof(CompressionTolerance.AccuracyLoss)} is {tolerance.AccuracyLoss}, and must lie between 0 and 1.");
        if (Tolerance is { Data.Count: 0 }) throw new ArgumentException("The tolerance's data has no examples.");
    }
}
