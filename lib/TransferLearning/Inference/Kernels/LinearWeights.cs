namespace TransferLearning.Inference.Kernels;

/// <summary>A linear layer's weights as a file holds them: floating-point numbers or whole numbers of eight bits.</summary>
/// <param name="Outputs">The width that comes out.</param>
/// <param name="Inputs">The width that goes in.</param>
/// <param name="Bias">[outputs].</param>
internal abstract record LinearWeights(int Outputs, int Inputs, float[] Bias);

/// <summary>Weights in float32.</summary>
/// <param name="Outputs">The width that comes out.</param>
/// <param name="Inputs">The width that goes in.</param>
/// <param name="Values">[outputs, inputs], row by row.</param>
/// <param name="Bias">[outputs].</param>
internal sealed record FloatWeights(int Outputs, int Inputs, float[] Values, float[] Bias) : LinearWeights(Outputs, Inputs, Bias)
{
    /// <summary>The same in eight bits, with a scale for each output.</summary>
    public Int8Weights Quantize() => new(Outputs, Inputs, Int8Matrix.Quantize(Values, Outputs, Inputs), Bias, null);
}

/// <summary>Weights in eight bits.</summary>
/// <param name="Outputs">The width that comes out.</param>
/// <param name="Inputs">The width that goes in.</param>
/// <param name="Matrix">[outputs, inputs].</param>
/// <param name="Bias">[outputs].</param>
/// <param name="InputRange">The largest input that the layer was calibrated for; null to look at each token.</param>
internal sealed record Int8Weights(int Outputs, int Inputs, Int8Matrix Matrix, float[] Bias, float? InputRange) : LinearWeights(Outputs, Inputs, Bias);
