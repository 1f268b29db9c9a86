using System.Runtime.InteropServices;

namespace TransferLearning.Export.Onnx;

/// <summary>A graph that is built step by step, in the order in which it runs.</summary>
/// <param name="name">Its name.</param>
internal sealed class OnnxGraph(string name)
{
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _constants = [];

    public string Name => name;

    public required IReadOnlyList<OnnxValue> Inputs { get; init; }

    public required IReadOnlyList<OnnxValue> Outputs { get; init; }

    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    public IReadOnlyList<OnnxTensor> Constants => _constants;

    /// <summary>Adds a step.</summary>
    /// <returns>The name of what comes out.</returns>
    public string Add(string operation, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        var output = $"{operation}_{_nodes.Count}";
        _nodes.Add(new OnnxNode(operation, inputs, output, attributes));
        return output;
    }

    /// <summary>Gives a value the name of an output.</summary>
    public void NameOutput(string value, string output) => _nodes.Add(new OnnxNode("Identity", [value], output, []));

    /// <summary>Adds a large constant.</summary>
    /// <returns>Its name.</returns>
    public string Constant(string constantName, IReadOnlyList<long> shape, Func<float[]> values)
    {
        _constants.Add(new OnnxTensor(constantName, OnnxType.Float, shape, () => MemoryMarshal.AsBytes(values().AsSpan()).ToArray()));
        return constantName;
    }

    /// <summary>Adds a number.</summary>
    public string Number(float value) => Constant($"number_{_constants.Count}", [], () => [value]);

    /// <summary>Adds a whole number.</summary>
    public string Integer(long value) => Integers([], [value]);

    /// <summary>Adds a list of whole numbers.</summary>
    public string Integers(params long[] values) => Integers([values.Length], values);

    private string Integers(IReadOnlyList<long> shape, long[] values)
    {
        var constant = new OnnxTensor($"integers_{_constants.Count}", OnnxType.Int64, shape, () => MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        _constants.Add(constant);
        return constant.Name;
    }
}
