using TorchSharp.Modules;
using TransferLearning.Hub;
using static TorchSharp.torch;

namespace TransferLearning.Models;

/// <summary>Any encoder with one of the course's heads over its first token.</summary>
/// <remarks>
/// The body's weights bear Hugging Face's names, so Python's <c>AutoModel</c> opens it; the head is this course's own, and <c>config.json</c> says which under
/// <c>classifier_head</c>.
/// </remarks>
public sealed class EncoderForSequenceClassification : SequenceClassificationModel
{
    // In an array, because the field would be registered under its own name, and the body must be named after its architecture.
    private readonly EncoderModel[] body;

    // Not "classifier": a checkpoint's own head, which has that name, must not be taken for half of this one.
    private readonly Sequential head;

    /// <summary>Makes a classifier with fresh weights.</summary>
    /// <param name="config">The encoder's shape; its <see cref="PretrainedConfig.ClassifierHead"/> says which head, the plain one if it says nothing.</param>
    /// <exception cref="NotSupportedException">It is not the configuration of an encoder.</exception>
    public EncoderForSequenceClassification(PretrainedConfig config)
        : this(config, initialize: true)
    {
    }

    internal EncoderForSequenceClassification(PretrainedConfig config, bool initialize)
        : base(config, nameof(EncoderForSequenceClassification))
    {
        body = [Body(config)];
        register_module(BaseModelPrefix, Encoder);
        head = (config.ClassifierHead ?? ClassificationHead.Plain) switch
        {
            ClassificationHead.Plain => ClassificationHeads.Plain(config.Width, config.NumLabels),
            ClassificationHead.Small => ClassificationHeads.Small(config.Width, config.NumLabels),
            ClassificationHead.Custom => ClassificationHeads.Custom(config.Width, config.NumLabels),
            var unknown => throw new NotSupportedException($"There is no head '{unknown}'."),
        };
        Complete(initialize);
    }

    /// <inheritdoc/>
    public override EncoderModel Encoder => body[0];

    /// <summary>The head: from the first token's vector (batch, width) to scores (batch, labels).</summary>
    public Sequential Head => head;

    internal override string BaseModelPrefix => Encoder.BaseModelPrefix;

    /// <summary>Loads a pre-trained encoder under a head, or a classifier of this kind that was saved; a head that the checkpoint lacks is initialised afresh and stands in <see cref="PreTrainedModel.LoadReport"/>.</summary>
    /// <param name="nameOrFolder">A folder; else the name of a checkpoint under <c>data/checkpoints</c>; else a name on the Hugging Face Hub.</param>
    /// <param name="head">The head; that of the checkpoint if null, or the plain one if it names none.</param>
    /// <param name="labels">The labels' names; those of the checkpoint if null.</param>
    /// <param name="ignoreMismatchedSizes">Whether mis-shaped tensors are initialised afresh instead of failing.</param>
    /// <param name="allowMissing">Whether missing tensors of the body are initialised afresh instead of failing.</param>
    /// <param name="revision">The branch, tag or commit on the Hub.</param>
    /// <exception cref="InvalidDataException">The configuration or the weights do not fit; the message lists every tensor.</exception>
    /// <exception cref="NotSupportedException">The checkpoint is not one of an encoder that this library knows.</exception>
    public static EncoderForSequenceClassification FromPretrained(
        string nameOrFolder, ClassificationHead? head = null, IReadOnlyList<string>? labels = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main")
    {
        var folder = ModelFolder.Resolve(nameOrFolder, revision);
        return PretrainedConfig.ReadModelType(folder) switch
        {
            "bert" => Load<BertConfig>(),
            "distilbert" => Load<DistilBertConfig>(),
            "roberta" => Load<RobertaConfig>(),
            var unknown => throw new NotSupportedException($"'{folder.ConfigPath}' describes a model of type '{unknown}'. The course's heads stand on bert, distilbert and roberta."),
        };

        EncoderForSequenceClassification Load<TConfig>()
            where TConfig : PretrainedConfig, new() =>
            Pretrained.Load<EncoderForSequenceClassification, TConfig>(
                folder.Path,
                labels,
                config => config with { ClassifierHead = head ?? config.ClassifierHead ?? ClassificationHead.Plain },
                config => new EncoderForSequenceClassification(config, initialize: false),
                new(ignoreMismatchedSizes, allowMissing, revision));
    }

    /// <inheritdoc/>
    public override SequenceClassifierOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, Tensor? labels = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        using var scope = NewDisposeScope();
        var encoded = Encoder.forward(inputIds, attentionMask, tokenTypeIds, outputHiddenStates, outputAttentions); // LastHiddenState: (batch, tokens, hidden)
        var first = encoded.LastHiddenState.select(1, 0); // (batch, width)
        var logits = head.call(first);                    // (batch, labels)
        return new SequenceClassifierOutput { Loss = Loss(logits, labels), Logits = logits, HiddenStates = encoded.HiddenStates, Attentions = encoded.Attentions }.MoveToOuterDisposeScope();
    }

    private protected override string InPython => "Python's `transformers` opens its body with `AutoModel`; the head is the course's own.";

    private static EncoderModel Body(PretrainedConfig config) => config switch
    {
        RobertaConfig roberta => new RobertaModel(roberta, addPoolingLayer: false, initialize: false),
        BertConfig bert => new BertModel(bert, addPoolingLayer: false, initialize: false),
        DistilBertConfig distilBert => new DistilBertModel(distilBert, initialize: false),
        _ => throw new NotSupportedException($"A head stands on an encoder: BERT, DistilBERT or RoBERTa, and not on {config.ModelType}."),
    };
}
