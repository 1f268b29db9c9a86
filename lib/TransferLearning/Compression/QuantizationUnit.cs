using TransferLearning.Inference.Encoders;

namespace TransferLearning.Compression;

/// <summary>A part of a model that is quantized or kept as one: linear layers that share their input.</summary>
/// <param name="Linears">Their names.</param>
internal sealed record QuantizationUnit(IReadOnlyList<string> Linears)
{
    /// <summary>A name for all.</summary>
    public string Name => string.Join(" + ", Linears);

    /// <summary>The parts of an encoder.</summary>
    public static IReadOnlyList<QuantizationUnit> Of(EncoderShape shape) =>
    [
        .. Enumerable.Range(0, shape.Layers.Count).SelectMany(layer => new string[][]
        {
            [shape.Names.Query, shape.Names.Key, shape.Names.Value], [shape.Names.AttentionOutput], [shape.Names.Inner], [shape.Names.Outer],
        }.Select(parts => new QuantizationUnit([.. parts.Select(part => shape.Names.Layer(layer, part))]))),
    ];
}
