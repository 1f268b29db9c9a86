using static TorchSharp.torch;

namespace TransferLearning.Models;

/// <summary>A model's body: token ids in, one vector a token out.</summary>
public abstract class EncoderModel : PreTrainedModel
{
    private protected EncoderModel(PretrainedConfig config, string className)
        : base(config, className)
    {
    }

    /// <summary>Runs the encoder.</summary>
    /// <param name="inputIds">Token ids, int64: (batch, tokens).</param>
    /// <param name="attentionMask">1 for a token, 0 for padding: (batch, tokens); null if nothing is padding.</param>
    /// <param name="tokenTypeIds">0 for the first sentence, 1 for the second: (batch, tokens); null for all 0. Ignored by architectures without token types.</param>
    /// <param name="outputHiddenStates">Whether to return every layer's output.</param>
    /// <param name="outputAttentions">Whether to return every layer's attention weights, which is slower.</param>
    /// <exception cref="ArgumentException">The input is longer than the model takes.</exception>
    public abstract BaseModelOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, bool outputHiddenStates = false, bool outputAttentions = false);

    internal sealed override Tensor MainOutput(Tensor inputIds) => forward(inputIds).LastHiddenState;

    /// <summary>Rejects input of the wrong shape or beyond the table of positions.</summary>
    private protected void CheckInput(Tensor inputIds)
    {
        if (inputIds.dim() != 2)
            throw new ArgumentException($"inputIds has the shape [{string.Join(", ", inputIds.shape)}], and (batch, tokens) is needed. For one text, add a batch dimension: inputIds.unsqueeze(0).", nameof(inputIds));
        if (inputIds.shape[1] > Config.MaxTokens)
            throw new ArgumentException($"The input has {inputIds.shape[1]} tokens, and the model takes {Config.MaxTokens} at most. Truncate when tokenizing.", nameof(inputIds));
    }
}
