using TransferLearning.Compression;
using TransferLearning.Models;

namespace Course.Classification;

/// <summary>How a model is to be compressed.</summary>
internal sealed record CompressionPlan
{
    public bool Int8 { get; init; }

    public QuantizationMethod Method { get; init; }

    public double? Tolerance { get; init; }

    public int? Layers { get; init; }

    public required StructuredPruningOptions Structure { get; init; }

    public double Sparsity { get; init; }

    public required DistillationArguments Learning { get; init; }

    /// <summary>Whether heads or features are cut out.</summary>
    public bool CutsStructure => Structure.Heads != 0 || Structure.Features != 0;

    /// <summary>Whether more happens than that the weights are stored otherwise.</summary>
    public bool ChangesWeights => Layers is not null || CutsStructure || Sparsity != 0;
}
