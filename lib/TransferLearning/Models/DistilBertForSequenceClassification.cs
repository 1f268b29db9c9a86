using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TransferLearning.Models;

/// <summary>DistilBERT with a classifier over its first token.</summary>
public sealed class DistilBertForSequenceClassification : SequenceClassificationModel
{
    private readonly DistilBertModel distilbert;
    private readonly Linear pre_classifier;
    private readonly Linear classifier;
    private readonly Dropout dropout;

    /// <summary>Makes a classifier with fresh weights.</summary>
    public DistilBertForSequenceClassification(DistilBertConfig config)
        : this(config, initialize: true)
    {
    }

    internal DistilBertForSequenceClassification(DistilBertConfig config, bool initialize)
        : base(config, nameof(DistilBertForSequenceClassification))
    {
        distilbert = new DistilBertModel(config, initialize: false);
        pre_classifier = Layers.Linear(config.Dim, config.Dim);
        classifier = Layers.Linear(config.Dim, config.NumLabels);
        dropout = nn.Dropout(config.SeqClassifDropout);
        Complete(initialize);
    }

    /// <inheritdoc/>
    public override EncoderModel Encoder => distilbert;

    internal override string BaseModelPrefix => "distilbert";

    /// <summary>Loads a pre-trained DistilBERT; a head that the checkpoint lacks is initialised afresh and stands in <see cref="PreTrainedModel.LoadReport"/>.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static DistilBertForSequenceClassification FromPretrained(string nameOrFolder, IReadOnlyList<string>? labels = null, Func<DistilBertConfig, DistilBertConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, labels, configure, config => new DistilBertForSequenceClassification(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    /// <inheritdoc/>
    public override SequenceClassifierOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, Tensor? labels = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        using var scope = NewDisposeScope();
        var body = distilbert.forward(inputIds, attentionMask, null, outputHiddenStates, outputAttentions); // LastHiddenState: (batch, tokens, dim)
        var first = body.LastHiddenState.select(1, 0);                                         // (batch, dim)
        var logits = classifier.call(dropout.call(nn.functional.relu(pre_classifier.call(first)))); // (batch, labels)
        return new SequenceClassifierOutput { Loss = Loss(logits, labels), Logits = logits, HiddenStates = body.HiddenStates, Attentions = body.Attentions }.MoveToOuterDisposeScope();
    }
}
