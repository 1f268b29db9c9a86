using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>RoBERTa that guesses masked tokens. The output layer's weights are the word embeddings themselves.</summary>
public sealed class RobertaForMaskedLM : MaskedLanguageModel
{
    private readonly RobertaModel roberta;
    private readonly RobertaLMHead lm_head;

    /// <summary>Makes a model with fresh weights.</summary>
    public RobertaForMaskedLM(RobertaConfig config)
        : this(config, initialize: true)
    {
    }

    internal RobertaForMaskedLM(RobertaConfig config, bool initialize)
        : base(config, nameof(RobertaForMaskedLM))
    {
        roberta = new RobertaModel(config, addPoolingLayer: false, initialize: false);
        lm_head = new RobertaLMHead(config);
        Complete(initialize);
    }

    /// <inheritdoc/>
    public override EncoderModel Encoder => roberta;

    internal override string BaseModelPrefix => "roberta";

    internal override IReadOnlyDictionary<string, string> TiedNames { get; } = new Dictionary<string, string>
    {
        ["lm_head.decoder.weight"] = "roberta.embeddings.word_embeddings.weight",
        ["lm_head.decoder.bias"] = "lm_head.bias",
    };

    /// <summary>Loads a pre-trained RoBERTa; a head that the checkpoint lacks is initialised afresh and stands in <see cref="PreTrainedModel.LoadReport"/>.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static RobertaForMaskedLM FromPretrained(string nameOrFolder, Func<RobertaConfig, RobertaConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, null, configure, config => new RobertaForMaskedLM(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    private protected override Tensor Predict(Tensor hidden) => lm_head.call(hidden, roberta.WordEmbeddings); // (…, vocabulary)
}

/// <summary>A transformed hidden state, compared with every word's embedding.</summary>
internal sealed class RobertaLMHead : Module<Tensor, Tensor, Tensor>, IMultiplies
{
    private readonly Linear dense;
    private readonly LayerNorm layer_norm;
    private readonly Parameter bias;
    private readonly long width;

    public RobertaLMHead(RobertaConfig config)
        : base(nameof(RobertaLMHead))
    {
        dense = Layers.Linear(config.HiddenSize, config.HiddenSize);
        layer_norm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        bias = Layers.Bias(config.VocabSize);
        width = config.HiddenSize;
        RegisterComponents();
    }

    /// <summary>Hidden states (…, hidden) and the word embeddings (vocabulary, hidden) to scores.</summary>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        var transformed = layer_norm.call(functional.gelu(dense.call(input1))); // (…, hidden)
        return functional.linear(transformed, input2, bias);                    // (…, vocabulary)
    }

    public long MultiplyAdds(IReadOnlyList<long> outputShape) => outputShape.Aggregate(width, (product, size) => product * size);
}
