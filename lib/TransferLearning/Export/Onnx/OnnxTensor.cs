namespace TransferLearning.Export.Onnx;

/// <summary>A constant of a graph. Its values are asked for when they are written, so that no more than one large tensor is in memory.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">Gives its values as little-endian bytes, row by row.</param>
internal sealed record OnnxTensor(string Name, OnnxType Type, IReadOnlyList<long> Shape, Func<byte[]> Values)
{
    /// <summary>The length of the values in bytes.</summary>
    public long ByteLength => Shape.Aggregate(Type == OnnxType.Float ? 4L : 8L, (product, size) => checked(product * size));
}
