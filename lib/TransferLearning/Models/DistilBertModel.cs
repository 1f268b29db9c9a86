using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>DistilBERT without a head: half of BERT's layers, no token types, no pooler.</summary>
/// <remarks>Sanh, Debut, Chaumond, Wolf 2019, "DistilBERT, a distilled version of BERT: smaller, faster, cheaper and lighter".</remarks>
public sealed class DistilBertModel : EncoderModel
{
    private readonly DistilBertEmbeddings embeddings;
    private readonly DistilBertTransformer transformer;

    /// <summary>Makes a DistilBERT with fresh weights.</summary>
    public DistilBertModel(DistilBertConfig config)
        : this(config, initialize: true)
    {
    }

    internal DistilBertModel(DistilBertConfig config, bool initialize)
        : base(config, nameof(DistilBertModel))
    {
        embeddings = new DistilBertEmbeddings(config);
        transformer = new DistilBertTransformer(config);
        Complete(initialize);
    }

    /// <summary>The table of word vectors: (vocabulary, dim).</summary>
    public Parameter WordEmbeddings => embeddings.WordTable;

    internal override string BaseModelPrefix => "distilbert";

    /// <summary>Loads a pre-trained DistilBERT.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static DistilBertModel FromPretrained(string nameOrFolder, Func<DistilBertConfig, DistilBertConfig>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, null, configure, config => new DistilBertModel(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    /// <inheritdoc/>
    public override BaseModelOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? tokenTypeIds = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        CheckInput(inputIds);
        using var scope = NewDisposeScope();
        var mask = Attention.AdditiveMask(attentionMask); // (batch, 1, 1, tokens)
        var hidden = embeddings.call(inputIds);           // (batch, tokens, dim)
        var (last, states, attentions) = transformer.forward(hidden, mask, outputHiddenStates, outputAttentions); // (batch, tokens, dim)
        return new BaseModelOutput { LastHiddenState = last, HiddenStates = states, Attentions = attentions }.MoveToOuterDisposeScope();
    }
}

/// <summary>Word and position, added, normalised and dropped out.</summary>
internal sealed class DistilBertEmbeddings : Module<Tensor, Tensor>
{
    private readonly Embedding word_embeddings;
    private readonly Embedding position_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly Dropout dropout;

    public DistilBertEmbeddings(DistilBertConfig config)
        : base(nameof(DistilBertEmbeddings))
    {
        word_embeddings = Layers.Embedding(config.VocabSize, config.Dim, config.PadTokenId);
        position_embeddings = Layers.Embedding(config.MaxPositionEmbeddings, config.Dim);
        LayerNorm = nn.LayerNorm(config.Dim, 1e-12);
        dropout = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    public Parameter WordTable => word_embeddings.weight!;

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var words = word_embeddings.call(input);                                 // (batch, tokens, dim)
        var positions = position_embeddings.weight!.narrow(0, 0, input.shape[1]); // (tokens, dim)
        return dropout.call(LayerNorm.call(words + positions)).MoveToOuterDisposeScope(); // (batch, tokens, dim)
    }
}

/// <summary>The stack of layers; each one's output is the next one's input.</summary>
internal sealed class DistilBertTransformer : Module
{
    private readonly ModuleList<DistilBertBlock> layer;

    public DistilBertTransformer(DistilBertConfig config)
        : base(nameof(DistilBertTransformer))
    {
        layer = ModuleList<DistilBertBlock>([.. Enumerable.Range(0, config.NLayers).Select(i => new DistilBertBlock(config, i))]);
        RegisterComponents();
    }

    public (Tensor Last, List<Tensor>? States, List<Tensor>? Attentions) forward(Tensor hidden, Tensor? mask, bool outputHiddenStates, bool outputAttentions)
    {
        List<Tensor>? states = outputHiddenStates ? [hidden] : null;
        List<Tensor>? attentions = outputAttentions ? [] : null;
        foreach (var block in layer)
        {
            (hidden, var weights) = block.forward(hidden, mask, outputAttentions); // (batch, tokens, dim), (batch, heads, tokens, tokens)
            states?.Add(hidden);
            attentions?.Add(weights!);
        }

        return (hidden, states, attentions);
    }
}

/// <summary>One layer: tokens look at each other, then each is transformed by itself.</summary>
internal sealed class DistilBertBlock : Module
{
    private readonly DistilBertAttention attention;
    private readonly LayerNorm sa_layer_norm;
    private readonly DistilBertFeedForward ffn;
    private readonly LayerNorm output_layer_norm;

    public DistilBertBlock(DistilBertConfig config, int index)
        : base(nameof(DistilBertBlock))
    {
        var (heads, width) = config.LayerSize(index);
        attention = new DistilBertAttention(config, heads);
        sa_layer_norm = nn.LayerNorm(config.Dim, 1e-12);
        ffn = new DistilBertFeedForward(config, width);
        output_layer_norm = nn.LayerNorm(config.Dim, 1e-12);
        RegisterComponents();
    }

    public (Tensor Hidden, Tensor? Weights) forward(Tensor hidden, Tensor? mask, bool outputAttentions)
    {
        using var scope = NewDisposeScope();
        var (context, weights) = attention.forward(hidden, mask, outputAttentions);     // (batch, tokens, dim)
        var attended = sa_layer_norm.call(context + hidden);                           // (batch, tokens, dim)
        var result = output_layer_norm.call(ffn.call(attended) + attended);            // (batch, tokens, dim)
        return (result.MoveToOuterDisposeScope(), weights?.MoveToOuterDisposeScope());
    }
}

/// <summary>Multi-head self-attention with its output projection.</summary>
internal sealed class DistilBertAttention : Module, IMultiplies
{
    private readonly Linear q_lin;
    private readonly Linear k_lin;
    private readonly Linear v_lin;
    private readonly Linear out_lin;
    private readonly int heads;
    private readonly double dropoutRate;

    public DistilBertAttention(DistilBertConfig config, int heads)
        : base(nameof(DistilBertAttention))
    {
        // The model's width, unless heads were pruned away.
        var width = config.Dim / config.NHeads * heads;
        this.heads = heads;
        q_lin = Layers.Linear(config.Dim, width);
        k_lin = Layers.Linear(config.Dim, width);
        v_lin = Layers.Linear(config.Dim, width);
        out_lin = Layers.Linear(width, config.Dim);
        dropoutRate = config.AttentionDropout;
        RegisterComponents();
    }

    public (Tensor Context, Tensor? Weights) forward(Tensor hidden, Tensor? mask, bool outputAttentions)
    {
        var q = Attention.SplitHeads(q_lin.call(hidden), heads); // (batch, heads, tokens, headSize)
        var k = Attention.SplitHeads(k_lin.call(hidden), heads); // (batch, heads, tokens, headSize)
        var v = Attention.SplitHeads(v_lin.call(hidden), heads); // (batch, heads, tokens, headSize)
        var (context, weights) = Attention.Attend(q, k, v, mask, training ? dropoutRate : 0, outputAttentions);
        return (out_lin.call(Attention.MergeHeads(context)), weights); // (batch, tokens, dim)
    }

    public long MultiplyAdds(IReadOnlyList<long> outputShape) => Attention.MultiplyAdds(outputShape);
}

/// <summary>The feed-forward block: wide, activation, back, dropout.</summary>
internal sealed class DistilBertFeedForward : Module<Tensor, Tensor>
{
    private readonly Linear lin1;
    private readonly Linear lin2;
    private readonly Dropout dropout;
    private readonly Func<Tensor, Tensor> activation;

    public DistilBertFeedForward(DistilBertConfig config, int width)
        : base(nameof(DistilBertFeedForward))
    {
        lin1 = Layers.Linear(config.Dim, width);
        lin2 = Layers.Linear(width, config.Dim);
        dropout = nn.Dropout(config.Dropout);
        activation = Activations.ByName(config.Activation);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => dropout.call(lin2.call(activation(lin1.call(input)))); // (batch, tokens, dim)
}
