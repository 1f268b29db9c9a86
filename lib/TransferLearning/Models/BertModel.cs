using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>BERT without a head: embeddings, a stack of encoder layers, and the pooler.</summary>
/// <remarks>Devlin, Chang, Lee, Toutanova 2018, "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding".</remarks>
public sealed class BertModel : EncoderModel
{
    private readonly BertEmbeddings embeddings;
    private readonly BertEncoder encoder;
    private readonly BertPooler? pooler;

    /// <summary>Makes a BERT with fresh weights.</summary>
    /// <param name="config">Its shape.</param>
    /// <param name="addPoolingLayer">Whether to have a pooler: a dense layer and tanh over the first token.</param>
    public BertModel(BertConfig config, bool addPoolingLayer = true)
        : this(config, addPoolingLayer, initialize: true)
    {
    }

    internal BertModel(BertConfig config, bool addPoolingLayer, bool initialize)
        : base(config, nameof(BertModel))
    {
        embeddings = new BertEmbeddings(config);
        encoder = new BertEncoder(config);
        pooler = addPoolingLayer ? new BertPooler(config) : null;
        Complete(initialize);
    }

    internal override string BaseModelPrefix => "bert";

    /// <summary>The table of word vectors: (vocabulary, hidden).</summary>
    public Parameter WordEmbeddings => embeddings.WordTable;

    /// <summary>Loads a pre-trained BERT.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static BertModel FromPretrained(string nameOrFolder, Func<BertConfig, BertConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, null, configure, config => new BertModel(config, addPoolingLayer: true, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

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
internal sealed class BertEmbeddings : Module
{
    private readonly Embedding word_embeddings;
    private readonly Embedding position_embeddings;
    private readonly Embedding token_type_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly Dropout dropout;

    public BertEmbeddings(BertConfig config)
        : base(nameof(BertEmbeddings))
    {
        word_embeddings = Layers.Embedding(config.VocabSize, config.HiddenSize, config.PadTokenId);
        position_embeddings = Layers.Embedding(config.MaxPositionEmbeddings, config.HiddenSize);
        token_type_embeddings = Layers.Embedding(config.TypeVocabSize, config.HiddenSize);
        LayerNorm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        dropout = nn.Dropout(config.HiddenDropoutProb);
        RegisterComponents();
    }

    public Parameter WordTable => word_embeddings.weight!;

    public Tensor forward(Tensor inputIds, Tensor? tokenTypeIds)
    {
        using var scope = NewDisposeScope();
        var words = word_embeddings.call(inputIds);                                       // (batch, tokens, hidden)
        var positions = position_embeddings.weight!.narrow(0, 0, inputIds.shape[1]);      // (tokens, hidden)
        var types = tokenTypeIds is null
            ? token_type_embeddings.weight!.select(0, 0)                                  // (hidden)
            : token_type_embeddings.call(tokenTypeIds);                                   // (batch, tokens, hidden)
        return dropout.call(LayerNorm.call(words + types + positions)).MoveToOuterDisposeScope(); // (batch, tokens, hidden)
    }
}

/// <summary>The stack of layers; each one's output is the next one's input.</summary>
internal sealed class BertEncoder : Module
{
    private readonly ModuleList<BertLayer> layer;

    public BertEncoder(BertConfig config)
        : base(nameof(BertEncoder))
    {
        layer = ModuleList<BertLayer>([.. Enumerable.Range(0, config.NumHiddenLayers).Select(i => new BertLayer(config, i))]);
        RegisterComponents();
    }

    public (Tensor Last, List<Tensor>? States, List<Tensor>? Attentions) forward(Tensor hidden, Tensor? mask, bool outputHiddenStates, bool outputAttentions)
    {
        List<Tensor>? states = outputHiddenStates ? [hidden] : null;
        List<Tensor>? attentions = outputAttentions ? [] : null;
        foreach (var block in layer)
        {
            (hidden, var weights) = block.forward(hidden, mask, outputAttentions); // (batch, tokens, hidden), (batch, heads, tokens, tokens)
            states?.Add(hidden);
            attentions?.Add(weights!);
        }

        return (hidden, states, attentions);
    }
}

/// <summary>One layer: tokens look at each other, then each is transformed by itself.</summary>
internal sealed class BertLayer : Module
{
    private readonly BertAttention attention;
    private readonly BertIntermediate intermediate;
    private readonly BertOutput output;

    public BertLayer(BertConfig config, int index)
        : base(nameof(BertLayer))
    {
        var (heads, width) = config.LayerSize(index);
        attention = new BertAttention(config, heads);
        intermediate = new BertIntermediate(config, width);
        output = new BertOutput(width, config);
        RegisterComponents();
    }

    public (Tensor Hidden, Tensor? Attention) forward(Tensor hidden, Tensor? mask, bool outputAttentions)
    {
        using var scope = NewDisposeScope();
        var (attended, weights) = attention.forward(hidden, mask, outputAttentions);     // (batch, tokens, hidden)
        var result = output.forward(intermediate.call(attended), attended);              // (batch, tokens, hidden)
        return (result.MoveToOuterDisposeScope(), weights?.MoveToOuterDisposeScope());
    }
}

/// <summary>Attention with its output projection, residual and layer norm.</summary>
internal sealed class BertAttention : Module
{
    private readonly BertSelfAttention self;
    private readonly BertOutput output;

    public BertAttention(BertConfig config, int heads)
        : base(nameof(BertAttention))
    {
        self = new BertSelfAttention(config, heads);
        output = new BertOutput(self.Width, config);
        RegisterComponents();
    }

    public (Tensor Hidden, Tensor? Weights) forward(Tensor hidden, Tensor? mask, bool outputAttentions)
    {
        var (context, weights) = self.forward(hidden, mask, outputAttentions); // (batch, tokens, hidden)
        return (output.forward(context, hidden), weights); // (batch, tokens, hidden)
    }
}

/// <summary>Multi-head self-attention.</summary>
internal sealed class BertSelfAttention : Module, IMultiplies
{
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly int heads;
    private readonly double dropoutRate;

    public BertSelfAttention(BertConfig config, int heads)
        : base(nameof(BertSelfAttention))
    {
        this.heads = heads;
        Width = config.HiddenSize / config.NumAttentionHeads * heads;
        query = Layers.Linear(config.HiddenSize, Width);
        key = Layers.Linear(config.HiddenSize, Width);
        value = Layers.Linear(config.HiddenSize, Width);
        dropoutRate = config.AttentionProbsDropoutProb;
        RegisterComponents();
    }

    /// <summary>The features of all heads together: the model's width, unless heads were pruned away.</summary>
    public int Width { get; }

    public (Tensor Context, Tensor? Weights) forward(Tensor hidden, Tensor? mask, bool outputAttentions)
    {
        var q = Attention.SplitHeads(query.call(hidden), heads); // (batch, heads, tokens, headSize)
        var k = Attention.SplitHeads(key.call(hidden), heads);   // (batch, heads, tokens, headSize)
        var v = Attention.SplitHeads(value.call(hidden), heads); // (batch, heads, tokens, headSize)
        var (context, weights) = Attention.Attend(q, k, v, mask, training ? dropoutRate : 0, outputAttentions);
        return (Attention.MergeHeads(context), weights);         // (batch, tokens, heads × headSize)
    }

    public long MultiplyAdds(IReadOnlyList<long> outputShape) => Attention.MultiplyAdds(outputShape);
}

/// <summary>The feed-forward block's wide inner layer.</summary>
internal sealed class BertIntermediate : Module<Tensor, Tensor>
{
    private readonly Linear dense;
    private readonly Func<Tensor, Tensor> activation;

    public BertIntermediate(BertConfig config, int width)
        : base(nameof(BertIntermediate))
    {
        dense = Layers.Linear(config.HiddenSize, width);
        activation = Activations.ByName(config.HiddenAct);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => activation(dense.call(input)); // (batch, tokens, intermediate)
}

/// <summary>Back to the model's width, then residual and layer norm: the end of both halves of a layer.</summary>
internal sealed class BertOutput : Module
{
    private readonly Linear dense;
    private readonly LayerNorm LayerNorm;
    private readonly Dropout dropout;

    public BertOutput(int inputs, BertConfig config)
        : base(nameof(BertOutput))
    {
        dense = Layers.Linear(inputs, config.HiddenSize);
        LayerNorm = nn.LayerNorm(config.HiddenSize, config.LayerNormEps);
        dropout = nn.Dropout(config.HiddenDropoutProb);
        RegisterComponents();
    }

    public Tensor forward(Tensor hidden, Tensor residual) => LayerNorm.call(dropout.call(dense.call(hidden)) + residual); // (batch, tokens, hidden)
}

/// <summary>The whole text in one vector: the first token's, through a dense layer and tanh.</summary>
internal sealed class BertPooler : Module<Tensor, Tensor>
{
    private readonly Linear dense;

    public BertPooler(BertConfig config)
        : base(nameof(BertPooler))
    {
        dense = Layers.Linear(config.HiddenSize, config.HiddenSize);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => dense.call(input.select(1, 0)).tanh(); // (batch, hidden)
}
