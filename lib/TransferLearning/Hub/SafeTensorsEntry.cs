using static TorchSharp.torch;

namespace TransferLearning.Hub;

/// <summary>One tensor of a safetensors file, as its header describes it.</summary>
/// <param name="Name">The tensor's name, for example <c>bert.embeddings.word_embeddings.weight</c>.</param>
/// <param name="DType">The element type that the file stores.</param>
/// <param name="Shape">The sizes of the dimensions; empty for a scalar.</param>
/// <param name="Offset">Where the values begin, in bytes from the end of the header.</param>
/// <param name="Length">The length of the values in bytes.</param>
public sealed record SafeTensorsEntry(string Name, ScalarType DType, IReadOnlyList<long> Shape, long Offset, long Length)
{
    /// <summary>The number of elements.</summary>
    public long NumberOfElements { get; } = Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>For example <c>classifier.weight: float32 [2, 768]</c>.</summary>
    public override string ToString() => $"{Name}: {SafeTensorsDType.NameOf(DType)} [{string.Join(", ", Shape)}]";
}
