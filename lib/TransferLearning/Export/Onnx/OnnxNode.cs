namespace TransferLearning.Export.Onnx;

/// <summary>A step of a graph.</summary>
/// <param name="Operator">The operator's name.</param>
/// <param name="Inputs">What goes in.</param>
/// <param name="Output">What comes out.</param>
/// <param name="Attributes">Its settings.</param>
internal sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, string Output, IReadOnlyList<OnnxAttribute> Attributes);
