namespace TransferLearning.Models;

/// <summary>One module of a model.</summary>
/// <param name="Depth">How deep it lies: 0 for the model itself.</param>
/// <param name="Name">Its name in its parent.</param>
/// <param name="Type">Its class.</param>
/// <param name="OutputShape">The shape of what it gave; null if the summary was made without running the model, or the module was not used.</param>
/// <param name="Shapes">The shapes of the parameters that it holds itself, for example <c>weight [2, 256], bias [2]</c>.</param>
/// <param name="Parameters">The number of weights in it and below.</param>
/// <param name="Trainable">How many of these are not frozen.</param>
/// <param name="MultiplyAdds">The multiply-adds of it and all below; null if the summary was made without running the model.</param>
public sealed record ModelSummaryRow(int Depth, string Name, string Type, IReadOnlyList<long>? OutputShape, string Shapes, long Parameters, long Trainable, long? MultiplyAdds);
