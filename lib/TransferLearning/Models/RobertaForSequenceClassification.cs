using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>RoBERTa with a classifier over its first token.</summary>
public sealed class RobertaForSequenceClassification : SequenceClassificationModel
{
    private readonly RobertaModel roberta;
    private readonly RobertaClassificationHead classifier;

    /// <summary>Makes a classifier with fresh weights.</summary>
    public RobertaForSequenceClassification(RobertaConfig config)
        : this(config, initialize: true)
    {
    }

    internal RobertaForSequenceClassification(RobertaConfig config, bool initialize)
        : base(config, nameof(RobertaForSequenceClassification))
    {
        roberta = new RobertaModel(config, addPoolingLayer: false, initialize: false);
        classifier = new RobertaClassificationHead(config);
        Complete(initialize);
    }

    /// <inheritdoc/>
    public override EncoderModel Encoder => roberta;

    internal override string BaseModelPrefix => "roberta";

    /// <summary>Loads a pre-trained RoBERTa; a head that the checkpoint lacks is initialised afresh and stands in <see cref="PreTrainedModel.LoadReport"/>.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static RobertaForSequenceClassification FromPretrained(string nameOrFolder, IReadOnlyList<string>? labels = null, Func<RobertaConfig, RobertaConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, labels, configure, config => new RobertaForSequenceClassification(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    /// <inheritdoc/>
    public override SequenceClassifierOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, Tensor? labels = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        using var scope = NewDisposeScope();
        var body = roberta.forward(inputIds, attentionMask, tokenTypeIds, outputHiddenStates, outputAttentions); // LastHiddenState: (batch, tokens, hidden)
        var logits = classifier.call(body.LastHiddenState); // (batch, labels)
        return new SequenceClassifierOutput { Loss = Loss(logits, labels), Logits = logits, HiddenStates = body.HiddenStates, Attentions = body.Attentions }.MoveToOuterDisposeScope();
    }
}

/// <summary>The first token through a dense layer and tanh, then to the labels.</summary>
internal sealed class RobertaClassificationHead : Module<Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly Dropout dropout;
    private readonly Linear out_proj;

    public RobertaClassificationHead(RobertaConfig config)
        : base(nameof(RobertaClassificationHead))
    {
        dense = Layers.Linear(config.HiddenSize, config.HiddenSize);
        dropout = nn.Dropout(config.ClassifierDropout ?? config.HiddenDropoutProb);
        out_proj = Layers.Linear(config.HiddenSize, config.NumLabels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var first = dropout.call(input.select(1, 0));                      // (batch, hidden)
        return out_proj.call(dropout.call(dense.call(first).tanh()));      // (batch, labels)
    }
}
