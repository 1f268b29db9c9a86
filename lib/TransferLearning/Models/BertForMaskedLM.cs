using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>BERT that guesses masked tokens. The output layer's weights are the word embeddings themselves.</summary>
public sealed class BertForMaskedLM : MaskedLanguageModel
{
    private readonly BertModel bert;
    private readonly BertMaskedLMHead cls;

    /// <summary>Makes a model with fresh weights.</summary>
    public BertForMaskedLM(BertConfig config)
        : this(config, initialize: true)
    {
    }

    internal BertForMaskedLM(BertConfig config, bool initialize)
        : base(config, nameof(BertForMaskedLM))
    {
        bert = new BertModel(config, addPoolingLayer: false, initialize: false);
        cls = new BertMaskedLMHead(config);
        Complete(initialize);
    }

    /// <inheritdoc/>
    public override EncoderModel Encoder => bert;

    internal override string BaseModelPrefix => "bert";

    internal override IReadOnlyDictionary<string, string> TiedNames => BertMaskedLMHead.TiedNames;

    /// <summary>Loads a pre-trained BERT; a head that the checkpoint lacks is initialised afresh and stands in <see cref="PreTrainedModel.LoadReport"/>.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static BertForMaskedLM FromPretrained(string nameOrFolder, Func<BertConfig, BertConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, null, configure, config => new BertForMaskedLM(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    private protected override Tensor Predict(Tensor hidden) => cls.forward(hidden, bert.WordEmbeddings); // (…, vocabulary)
}

/// <summary>The masked-language head.</summary>
internal sealed class BertMaskedLMHead : Module
{
    private readonly BertLMPredictionHead predictions;

    public BertMaskedLMHead(BertConfig config)
        : base(nameof(BertMaskedLMHead))
    {
        predictions = new BertLMPredictionHead(config);
        RegisterComponents();
    }

    /// <summary>Checkpoints may hold the tied output layer under its own names.</summary>
    public static IReadOnlyDictionary<string, string> TiedNames { get; } = new Dictionary<string, string>
    {
        ["cls.predictions.decoder.weight"] = "bert.embeddings.word_embeddings.weight",
        ["cls.predictions.decoder.bias"] = "cls.predictions.bias",
    };

    public Tensor forward(Tensor hidden, Tensor wordEmbeddings) => predictions.call(hidden, wordEmbeddings); // (…, vocabulary)
}

/// <summary>A transformed hidden state, compared with every word's embedding.</summary>
internal sealed class BertLMPredictionHead : Module<Tensor, Tensor, Tensor>, IMultiplies
{
    private readonly BertPredictionHeadTransform transform;
    private readonly Parameter bias;
    private readonly long width;

    public BertLMPredictionHead(BertConfig config)
        : base(nameof(BertLMPredictionHead))
    {
        transform = new BertPredictionHeadTransform(config);
        bias = Layers.Bias(config.VocabSize);
        width = config.HiddenSize;
        RegisterComponents();
    }

    /// <summary>Hidden states (…, hidden) and the word embeddings (vocabulary, hidden) to scores.</summary>
    public override Tensor forward(Tensor input1, Tensor input2) => functional.linear(transform.call(input1), input2, bias); // (…, vocabulary)

    public long MultiplyAdds(IReadOnlyList<long> outputShape) => outputShape.Aggregate(width, (product, size) => product * size);
}

/// <summary>Dense layer, activation and layer norm before the output layer.</summary>
internal sealed class BertPredictionHeadTransform : Module<Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly LayerNorm LayerNorm;
    private readonly Func<Tensor, Tensor> activation;

    public BertPredictionHeadTransform(BertConfig config)
        : base(nameof(BertPredictionHeadTransform))
    {
        dense = Layers.Linear(config.HiddenSize, config.HiddenSize);
        LayerNorm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        activation = Activations.ByName(config.HiddenAct);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => LayerNorm.call(activation(dense.call(input))); // (…, hidden)
}
