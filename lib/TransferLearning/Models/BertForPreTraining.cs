using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>What <see cref="BertForPreTraining"/> returns.</summary>
public sealed record BertForPreTrainingOutput : ModelOutput
{
    /// <summary>The sum of both losses, a scalar; null unless both kinds of labels were given.</summary>
    public Tensor? Loss { get; init; }

    /// <summary>The loss of the hidden tokens alone, a scalar; null unless their labels were given.</summary>
    public Tensor? MaskedLoss { get; init; }

    /// <summary>A score for each entry of the vocabulary: (batch, tokens, vocabulary).</summary>
    public required Tensor PredictionLogits { get; init; }

    /// <summary>Scores for "the second sentence follows the first" and "it does not": (batch, 2).</summary>
    public required Tensor SeqRelationshipLogits { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<Tensor?> Tensors => base.Tensors.Concat([Loss, MaskedLoss, PredictionLogits, SeqRelationshipLogits]);
}

/// <summary>BERT as it was pre-trained: it guesses masked tokens and whether one sentence follows another.</summary>
public sealed class BertForPreTraining : PreTrainedModel
{
    private readonly BertModel bert;
    private readonly BertPreTrainingHeads cls;

    /// <summary>Makes a model with fresh weights.</summary>
    public BertForPreTraining(BertConfig config)
        : this(config, initialize: true)
    {
    }

    internal BertForPreTraining(BertConfig config, bool initialize)
        : base(config, nameof(BertForPreTraining))
    {
        bert = new BertModel(config, addPoolingLayer: true, initialize: false);
        cls = new BertPreTrainingHeads(config);
        Complete(initialize);
    }

    /// <summary>The model's body.</summary>
    public EncoderModel Encoder => bert;

    internal override string BaseModelPrefix => "bert";

    internal override IReadOnlyDictionary<string, string> TiedNames => BertMaskedLMHead.TiedNames;

    internal override Tensor MainOutput(Tensor inputIds) => forward(inputIds).PredictionLogits;

    /// <summary>Loads a pre-trained BERT with both heads.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static BertForPreTraining FromPretrained(string nameOrFolder, Func<BertConfig, BertConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, null, configure, config => new BertForPreTraining(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    /// <summary>Scores both tasks.</summary>
    /// <param name="inputIds">Token ids, int64: (batch, tokens).</param>
    /// <param name="attentionMask">1 for a token, 0 for padding: (batch, tokens); null if nothing is padding.</param>
    /// <param name="tokenTypeIds">0 for the first sentence, 1 for the second: (batch, tokens); null for all 0.</param>
    /// <param name="labels">The right token ids, int64 (batch, tokens), <see cref="MaskedLanguageModel.IgnoreIndex"/> where nothing is to be predicted.</param>
    /// <param name="nextSentenceLabel">0 if the second sentence follows the first, else 1: int64 (batch).</param>
    /// <param name="outputHiddenStates">Whether to return every layer's output.</param>
    /// <param name="outputAttentions">Whether to return every layer's attention weights, which is slower.</param>
    public BertForPreTrainingOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, Tensor? labels = null, Tensor? nextSentenceLabel = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        using var scope = NewDisposeScope();
        var body = bert.forward(inputIds, attentionMask, tokenTypeIds, outputHiddenStates, outputAttentions);
        var (predictions, relationship) = cls.forward(body.LastHiddenState, body.PoolerOutput!, bert.WordEmbeddings);
        var maskedLoss = labels is null
            ? null
            : functional.cross_entropy(predictions.view(-1, predictions.shape[^1]), labels.view(-1), ignore_index: MaskedLanguageModel.IgnoreIndex);
        return new BertForPreTrainingOutput
        {
            Loss = maskedLoss is null || nextSentenceLabel is null ? null : maskedLoss + functional.cross_entropy(relationship, nextSentenceLabel.view(-1)),
            MaskedLoss = maskedLoss,
            PredictionLogits = predictions,
            SeqRelationshipLogits = relationship,
            HiddenStates = body.HiddenStates,
            Attentions = body.Attentions,
        }.MoveToOuterDisposeScope();
    }

    /// <summary>The losses of <see cref="forward"/>, with the vocabulary scored at the predicted positions only, and with sentence labels that may be unknown.</summary>
    /// <param name="inputIds">Token ids, int64: (batch, tokens).</param>
    /// <param name="labels">The right token ids, int64 (batch, tokens), <see cref="MaskedLanguageModel.IgnoreIndex"/> where nothing is to be predicted.</param>
    /// <param name="sentenceLabels">The class, 0 or 1, of each sequence, int64 (batch); <see cref="MaskedLanguageModel.IgnoreIndex"/> where it is not known.</param>
    /// <param name="attentionMask">1 for a token, 0 for padding: (batch, tokens); null if nothing is padding.</param>
    /// <param name="tokenTypeIds">0 for the first sentence, 1 for the second: (batch, tokens); null for all 0.</param>
    /// <returns>The sum of both losses, the logits of the predicted positions (predicted, vocabulary), and those of the sequences (batch, 2).</returns>
    /// <exception cref="ArgumentException">No position is to be predicted.</exception>
    public BertForPreTrainingOutput ForwardMaskedOnly(Tensor inputIds, Tensor labels, Tensor sentenceLabels, Tensor? attentionMask = null, Tensor? tokenTypeIds = null)
    {
        using var scope = NewDisposeScope();
        var masked = MaskedPositions.Of(labels, MaskedLanguageModel.IgnoreIndex);
        var body = bert.forward(inputIds, attentionMask, tokenTypeIds);
        var (predictions, relationship) = cls.forward(masked.Select(body.LastHiddenState), body.PoolerOutput!, bert.WordEmbeddings);
        var maskedLoss = functional.cross_entropy(predictions, masked.Targets);
        var anyKnown = sentenceLabels.ne(MaskedLanguageModel.IgnoreIndex).any().item<bool>(); // a mean over none would be NaN
        var loss = anyKnown ? maskedLoss + functional.cross_entropy(relationship, sentenceLabels, ignore_index: MaskedLanguageModel.IgnoreIndex) : maskedLoss;
        return new BertForPreTrainingOutput { Loss = loss, MaskedLoss = maskedLoss, PredictionLogits = predictions, SeqRelationshipLogits = relationship }.MoveToOuterDisposeScope();
    }
}

/// <summary>The masked-language head and the next-sentence head.</summary>
internal sealed class BertPreTrainingHeads : Module
{
    private readonly BertLMPredictionHead predictions;
    private readonly Linear seq_relationship;

    public BertPreTrainingHeads(BertConfig config)
        : base(nameof(BertPreTrainingHeads))
    {
        predictions = new BertLMPredictionHead(config);
        seq_relationship = Layers.Linear(config.HiddenSize, 2);
        RegisterComponents();
    }

    public (Tensor Predictions, Tensor Relationship) forward(Tensor hidden, Tensor pooled, Tensor wordEmbeddings) =>
        (predictions.forward(hidden, wordEmbeddings), seq_relationship.call(pooled)); // (batch, tokens, vocabulary), (batch, 2)
}
