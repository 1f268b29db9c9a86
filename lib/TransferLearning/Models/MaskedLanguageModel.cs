using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>A model that guesses masked tokens.</summary>
public abstract class MaskedLanguageModel : PreTrainedModel
{
    /// <summary>The label of a position that is not to be predicted.</summary>
    public const long IgnoreIndex = -100;

    private protected MaskedLanguageModel(PretrainedConfig config, string className)
        : base(config, className)
    {
    }

    /// <summary>The model's body.</summary>
    public abstract EncoderModel Encoder { get; }

    /// <summary>Scores every entry of the vocabulary at every position.</summary>
    /// <param name="inputIds">Token ids, int64: (batch, tokens).</param>
    /// <param name="attentionMask">1 for a token, 0 for padding: (batch, tokens); null if nothing is padding.</param>
    /// <param name="tokenTypeIds">0 for the first sentence, 1 for the second: (batch, tokens); null for all 0.</param>
    /// <param name="labels">The right token ids, int64 (batch, tokens), <see cref="IgnoreIndex"/> where nothing is to be predicted. Null for no loss.</param>
    /// <param name="outputHiddenStates">Whether to return every layer's output.</param>
    /// <param name="outputAttentions">Whether to return every layer's attention weights, which is slower.</param>
    public MaskedLMOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, Tensor? labels = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        using var scope = NewDisposeScope();
        var body = Encoder.forward(inputIds, attentionMask, tokenTypeIds, outputHiddenStates, outputAttentions); // LastHiddenState: (batch, tokens, hidden)
        var logits = Predict(body.LastHiddenState); // (batch, tokens, vocabulary)
        var loss = labels is null ? null : functional.cross_entropy(logits.view(-1, logits.shape[^1]), labels.view(-1), ignore_index: IgnoreIndex);
        return new MaskedLMOutput { Loss = loss, Logits = logits, HiddenStates = body.HiddenStates, Attentions = body.Attentions }.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The same loss as <see cref="forward"/>, with the vocabulary scored at the predicted positions only. About one position in seven is masked, and the vocabulary is
    /// the widest layer, so pre-training takes much less time this way.
    /// </summary>
    /// <param name="inputIds">Token ids, int64: (batch, tokens).</param>
    /// <param name="labels">The right token ids, int64 (batch, tokens), <see cref="IgnoreIndex"/> where nothing is to be predicted.</param>
    /// <param name="attentionMask">1 for a token, 0 for padding: (batch, tokens); null if nothing is padding.</param>
    /// <param name="tokenTypeIds">0 for the first sentence, 1 for the second: (batch, tokens); null for all 0.</param>
    /// <returns>The loss, and the logits (predicted positions, vocabulary) in reading order.</returns>
    /// <exception cref="ArgumentException">No position is to be predicted.</exception>
    public MaskedLMOutput ForwardMaskedOnly(Tensor inputIds, Tensor labels, Tensor? attentionMask = null, Tensor? tokenTypeIds = null)
    {
        using var scope = NewDisposeScope();
        var masked = MaskedPositions.Of(labels, IgnoreIndex);
        var body = Encoder.forward(inputIds, attentionMask, tokenTypeIds);
        var logits = Predict(masked.Select(body.LastHiddenState)); // (predicted, vocabulary)
        return new MaskedLMOutput { Loss = functional.cross_entropy(logits, masked.Targets), Logits = logits }.MoveToOuterDisposeScope();
    }

    internal sealed override Tensor MainOutput(Tensor inputIds) => forward(inputIds).Logits;

    /// <summary>The head: hidden states (…, hidden) to scores (…, vocabulary).</summary>
    private protected abstract Tensor Predict(Tensor hidden);
}
