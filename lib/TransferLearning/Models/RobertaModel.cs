using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>RoBERTa without a head: BERT's encoder, with positions that are counted over the tokens that are not padding.</summary>
/// <remarks>Liu et al. 2019, "RoBERTa: A Robustly Optimized BERT Pretraining Approach".</remarks>
public sealed class RobertaModel : EncoderModel
{
    private readonly RobertaEmbeddings embeddings;
    private readonly BertEncoder encoder;
    private readonly BertPooler? pooler;

    /// <summary>Makes a RoBERTa with fresh weights.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="addPoolingLayer">Whether to have a pooler: a dense layer and tanh over the first token.</param>
    public RobertaModel(RobertaConfig config, bool addPoolingLayer = true)
        : this(config, addPoolingLayer, initialize: true)
    {
    }

    internal RobertaModel(RobertaConfig config, bool addPoolingLayer, bool initialize)
        : base(config, nameof(RobertaModel))
    {
        embeddings = new RobertaEmbeddings(config);
        encoder = new BertEncoder(config);
        pooler = addPoolingLayer ? new BertPooler(config) : null;
        Complete(initialize);
    }

    /// <summary>The table of word vectors: (vocabulary, hidden).</summary>
    public Parameter WordEmbeddings => embeddings.WordTable;

    internal override string BaseModelPrefix => "roberta";

    /// <summary>Loads a pre-trained RoBERTa.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static RobertaModel FromPretrained(string nameOrFolder, Func<RobertaConfig, RobertaConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, null, configure, config => new RobertaModel(config, addPoolingLayer: true, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    /// <inheritdoc/>
    public override BaseModelOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        CheckInput(inputIds);
        using var scope = NewDisposeScope();
        var mask = Attention.AdditiveMask(attentionMask);        // (batch, 1, 1, tokens)
        var hidden = embeddings.forward(inputIds, tokenTypeIds); // (batch, tokens, hidden)
        var (last, states, attentions) = encoder.forward(hidden, mask, outputHiddenStates, outputAttentions); // (batch, tokens, hidden)
        return new BaseModelOutput
        {
            LastHiddenState = last,
            PoolerOutput = pooler?.call(last), // (batch, hidden)
            HiddenStates = states,
            Attentions = attentions,
        }.MoveToOuterDisposeScope();
    }
}

/// <summary>Word, position and token type, added, normalised and dropped out.</summary>
internal sealed class RobertaEmbeddings : Module
{
    private readonly Embedding word_embeddings;
    private readonly Embedding position_embeddings;
    private readonly Embedding token_type_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly Dropout dropout;
    private readonly int padTokenId;

    public RobertaEmbeddings(RobertaConfig config)
        : base(nameof(RobertaEmbeddings))
    {
        word_embeddings = Layers.Embedding(config.VocabSize, config.HiddenSize, config.PadTokenId);
        position_embeddings = Layers.Embedding(config.MaxPositionEmbeddings, config.HiddenSize, config.PadTokenId);
        token_type_embeddings = Layers.Embedding(config.TypeVocabSize, config.HiddenSize);
        LayerNorm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        dropout = nn.Dropout(config.HiddenDropoutProb);
        padTokenId = config.PadTokenId;
        RegisterComponents();
    }

    public Parameter WordTable => word_embeddings.weight!;

    public Tensor forward(Tensor inputIds, Tensor? tokenTypeIds)
    {
        using var scope = NewDisposeScope();
        var words = word_embeddings.call(inputIds);                   // (batch, tokens, hidden)
        var positions = position_embeddings.call(Positions(inputIds)); // (batch, tokens, hidden)
        var types = tokenTypeIds is null
            ? token_type_embeddings.weight!.select(0, 0)              // (hidden)
            : token_type_embeddings.call(tokenTypeIds);               // (batch, tokens, hidden)
        return dropout.call(LayerNorm.call(words + types + positions)).MoveToOuterDisposeScope(); // (batch, tokens, hidden)
    }

    /// <summary>Tokens count up from one past the padding's id; padding keeps the padding's id: (batch, tokens).</summary>
    private Tensor Positions(Tensor inputIds)
    {
        var isToken = inputIds.ne(padTokenId).to_type(ScalarType.Int64);
        return isToken.cumsum(1) * isToken + padTokenId;
    }
}
