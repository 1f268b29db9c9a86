using TransferLearning.Data;

namespace TransferLearning.Training;

/// <summary>One of the batches of an optimizer step.</summary>
/// <param name="Indices">The examples' positions in the training data.</param>
/// <param name="Examples">Their numbers.</param>
internal sealed record StepBatch(int[] Indices, PaddedExamples Examples);
