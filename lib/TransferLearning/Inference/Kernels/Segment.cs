namespace TransferLearning.Inference.Kernels;

/// <summary>A text's tokens among those of a batch.</summary>
/// <param name="Start">The first one.</param>
/// <param name="Length">How many there are, at least 1.</param>
internal readonly record struct Segment(int Start, int Length);
