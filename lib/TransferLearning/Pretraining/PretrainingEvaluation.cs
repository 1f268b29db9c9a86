namespace TransferLearning.Pretraining;

/// <summary>How well a model does on held-out text.</summary>
/// <param name="Loss">The cross entropy of the hidden tokens, in nats, averaged over them.</param>
/// <param name="SentenceAccuracy">The share of the sequences of known class whose class is guessed, in [0, 1]; <see langword="null"/> where there are no classes.</param>
public sealed record PretrainingEvaluation(double Loss, double? SentenceAccuracy)
{
    /// <summary>e to the power of the loss.</summary>
    public double Perplexity => Math.Exp(Loss);
}
