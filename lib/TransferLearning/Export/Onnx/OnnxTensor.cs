namespace TransferLearning.Export.Onnx;

/// <summary>The element types that the writer needs, by their numbers in ONNX.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
}

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

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape: a number, or a name where the size may be any.</param>
internal sealed record OnnxValue(string Name, OnnxType Type, params IReadOnlyList<string> Shape);

/// <summary>An attribute of a node: a whole number, a number, or whole numbers.</summary>
internal readonly record struct OnnxAttribute
{
    private OnnxAttribute(string name, long? integer, float? number, IReadOnlyList<long>? integers) => (Name, Integer, Number, Integers) = (name, integer, number, integers);

    public string Name { get; }

    public long? Integer { get; }

    public float? Number { get; }

    public IReadOnlyList<long>? Integers { get; }

    public static implicit operator OnnxAttribute((string Name, long Value) pair) => new(pair.Name, pair.Value, null, null);

    public static implicit operator OnnxAttribute((string Name, float Value) pair) => new(pair.Name, null, pair.Value, null);

    public static implicit operator OnnxAttribute((string Name, long[] Values) pair) => new(pair.Name, null, null, pair.Values);
}

/// <summary>A step of a graph.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Inputs">What goes in.</param>
/// <param name="Output">What comes out.</param>
/// <param name="Attributes">Its settings.</param>
internal sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<OnnxAttribute> Attributes);
