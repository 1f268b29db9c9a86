namespace TransferLearning.Inference;

/// <summary>How an <see cref="EncoderRuntime"/> is loaded.</summary>
public sealed record EncoderRuntimeOptions
{
    /// <summary>The most tokens that a text keeps, special ones included; null for what the model takes.</summary>
    public int? MaxTokens { get; init; }
}
