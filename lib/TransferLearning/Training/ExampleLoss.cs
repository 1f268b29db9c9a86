namespace TransferLearning.Training;

/// <summary>How wrong a model is about one example.</summary>
/// <param name="Index">The example's position in the data.</param>
/// <param name="Label">Its true label.</param>
/// <param name="Prediction">The most probable label.</param>
/// <param name="Probability">The probability of the true label, in [0, 1].</param>
public sealed record ExampleLoss(int Index, int Label, int Prediction, float Probability)
{
    /// <summary>The cross entropy, in nats: 0 for certainty of the truth, infinite for certainty of something else.</summary>
    public double Loss => -Math.Log(Probability);
}
