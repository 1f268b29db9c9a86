using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TransferLearning.Models;

/// <summary>BERT with a classifier over its pooled output.</summary>
public sealed class BertForSequenceClassification : SequenceClassificationModel
{
    private readonly BertModel bert;
    private readonly Dropout dropout;
    private readonly Linear classifier;

    /// <summary>Makes a classifier with fresh weights.</summary>
    public BertForSequenceClassification(BertConfig config)
        : this(config, initialize: true)
    {
    }

    internal BertForSequenceClassification(BertConfig config, bool initialize)
        : base(config, nameof(BertForSequenceClassification))
    {
        bert = new BertModel(config, addPoolingLayer: true, initialize: false);
        dropout = nn.Dropout(config.ClassifierDropout ?? config.HiddenDropoutProb);
        classifier = Layers.Linear(config.HiddenSize, config.NumLabels);
        Complete(initialize);
    }

    /// <inheritdoc/>
    public override EncoderModel Encoder => bert;

    internal override string BaseModelPrefix => "bert";

    /// <summary>Loads a pre-trained BERT; a head that the checkpoint lacks is initialised afresh and stands in <see cref="PreTrainedModel.LoadReport"/>.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static BertForSequenceClassification FromPretrained(string nameOrFolder, IReadOnlyList<string>? labels = null, Func<BertConfig, BertConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, labels, configure, config => new BertForSequenceClassification(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    /// <inheritdoc/>
    public override SequenceClassifierOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, Tensor? labels = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        using var scope = NewDisposeScope();
        var body = bert.forward(inputIds, attentionMask, tokenTypeIds, outputHiddenStates, outputAttentions); // LastHiddenState: (batch, tokens, hidden)
        var logits = classifier.call(dropout.call(body.PoolerOutput!)); // (batch, labels)
        return new SequenceClassifierOutput { Loss = Loss(logits, labels), Logits = logits, HiddenStates = body.HiddenStates, Attentions = body.Attentions }.MoveToOuterDisposeScope();
    }
}
