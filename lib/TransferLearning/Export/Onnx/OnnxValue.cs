namespace TransferLearning.Export.Onnx;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape: a number, or a name where the size may be any.</param>
internal sealed record OnnxValue(string Name, OnnxType Type, params IReadOnlyList<string> Shape);
