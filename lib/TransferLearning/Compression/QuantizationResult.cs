using TransferLearning.Models;

namespace TransferLearning.Compression;

/// <summary>How much quantizing a part of a model alone changes its answers.</summary>
/// <param name="Name">The linear layers; queries, keys and values of a layer count as one.</param>
/// <param name="LogitError">The root mean square change of the scores.</param>
public sealed record LayerSensitivity(string Name, double LogitError);

/// <summary>What quantizing a model came to.</summary>
public sealed record QuantizationResult
{
    /// <summary>The folder of the quantized model.</summary>
    public required string Folder { get; init; }

    /// <summary>What was quantized.</summary>
    public required QuantizationConfig Config { get; init; }

    /// <summary>The size of the weight files before, in bytes.</summary>
    public required long BytesBefore { get; init; }

    /// <summary>Their size after.</summary>
    public required long BytesAfter { get; init; }

    /// <summary>The accuracy before, if a tolerance was given.</summary>
    public double? AccuracyBefore { get; init; }

    /// <summary>The accuracy after, if a tolerance was given.</summary>
    public double? AccuracyAfter { get; init; }

    /// <summary>How sensitive each part is, the most sensitive first; empty unless the tolerance asked for it.</summary>
    public IReadOnlyList<LayerSensitivity> Sensitivities { get; init; } = [];
}
