using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>DistilBERT that guesses masked tokens. The output layer's weights are the word embeddings themselves.</summary>
public sealed class DistilBertForMaskedLM : MaskedLanguageModel
{
    private readonly DistilBertModel distilbert;
    private readonly Linear vocab_transform;
    private readonly LayerNorm vocab_layer_norm;
    private readonly TiedProjector vocab_projector;
    private readonly Func<Tensor, Tensor> activation;

    /// <summary>Makes a model with fresh weights.</summary>
    public DistilBertForMaskedLM(DistilBertConfig config)
        : this(config, initialize: true)
    {
    }

    internal DistilBertForMaskedLM(DistilBertConfig config, bool initialize)
        : base(config, nameof(DistilBertForMaskedLM))
    {
        distilbert = new DistilBertModel(config, initialize: false);
        vocab_transform = Layers.Linear(config.Dim, config.Dim);
        vocab_layer_norm = nn.LayerNorm(config.Dim, 1e-12);
        vocab_projector = new TiedProjector(config.Dim, config.VocabSize);
        activation = Activations.ByName(config.Activation);
        Complete(initialize);
    }

    /// <inheritdoc/>
    public override EncoderModel Encoder => distilbert;

    internal override string BaseModelPrefix => "distilbert";

    internal override IReadOnlyDictionary<string, string> TiedNames { get; } = new Dictionary<string, string>
    {
        ["vocab_projector.weight"] = "distilbert.embeddings.word_embeddings.weight",
    };

    /// <summary>Loads a pre-trained DistilBERT; a head that the checkpoint lacks is initialised afresh and stands in <see cref="PreTrainedModel.LoadReport"/>.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static DistilBertForMaskedLM FromPretrained(string nameOrFolder, Func<DistilBertConfig, DistilBertConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, null, configure, config => new DistilBertForMaskedLM(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    private protected override Tensor Predict(Tensor hidden) =>
        vocab_projector.call(vocab_layer_norm.call(activation(vocab_transform.call(hidden))), distilbert.WordEmbeddings); // (…, vocabulary)
}

/// <summary>An output layer that borrows its weights and has only a bias of its own.</summary>
internal sealed class TiedProjector : Module<Tensor, Tensor, Tensor>, IMultiplies
{
    private readonly Parameter bias;
    private readonly long width;

    public TiedProjector(int inputs, int outputs)
        : base(nameof(TiedProjector))
    {
        bias = Layers.Bias(outputs);
        width = inputs;
        RegisterComponents();
    }

    /// <summary>Hidden states (…, inputs) and the borrowed weights (outputs, inputs) to scores.</summary>
    public override Tensor forward(Tensor input1, Tensor input2) => functional.linear(input1, input2, bias); // (…, outputs)

    public long MultiplyAdds(IReadOnlyList<long> outputShape) => outputShape.Aggregate(width, (product, size) => product * size);
}
