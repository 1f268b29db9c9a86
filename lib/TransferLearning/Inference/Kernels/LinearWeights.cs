namespace TransferLearning.Inference.Kernels;

/// <summary>A linear layer's weights as a file holds them.</summary>
/// <param name="Outputs">The width that comes out.</param>
/// <param name="Inputs">The width that goes in.</param>
/// <param name="Values">[outputs, inputs], row by row.</param>
/// <param name="Bias">[outputs].</param>
internal sealed record LinearWeights(int Outputs, int Inputs, float[] Values, float[] Bias);
