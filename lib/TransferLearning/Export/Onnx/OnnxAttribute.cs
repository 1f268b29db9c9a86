namespace TransferLearning.Export.Onnx;

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
