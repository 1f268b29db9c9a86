namespace TransferLearning.Training;

/// <summary>The settings of an optimizer.</summary>
/// <param name="LearningRate">The highest learning rate, above 0.</param>
/// <param name="WeightDecay">The decay of matrices, 0 or more.</param>
/// <param name="Type">Which optimizer.</param>
/// <param name="Beta1">How slowly Adam's mean of the gradients forgets, in [0, 1).</param>
/// <param name="Beta2">How slowly Adam's mean of their squares forgets, in [0, 1).</param>
/// <param name="Epsilon">What keeps Adam's division from zero, above 0.</param>
/// <param name="Momentum">The share of the last change that goes on in SGD, in [0, 1).</param>
/// <param name="LayerwiseDecay">A layer's rate as a share of that of the layer above, in (0, 1].</param>
internal readonly record struct OptimizerSettings(
    double LearningRate,
    double WeightDecay,
    OptimizerType Type = OptimizerType.AdamW,
    double Beta1 = 0.9,
    double Beta2 = 0.999,
    double Epsilon = 1e-8,
    double Momentum = 0.9,
    double LayerwiseDecay = 1);
