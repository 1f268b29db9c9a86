using TransferLearning.Data;

namespace TransferLearning.Compression;

/// <summary>How much accuracy may be lost. The layers that cost most stay in floating point until no more than that is lost.</summary>
/// <param name="Data">Labelled texts to measure the accuracy on.</param>
/// <param name="AccuracyLoss">The largest loss, from 0 to 1: 0.005 is half a point of a hundred.</param>
public sealed record CompressionTolerance(Dataset Data, double AccuracyLoss = 0.005);
