using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>GPT-2 without a head: a stack of layers in which a token sees only those before it.</summary>
/// <remarks>Radford, Wu, Child, Luan, Amodei, Sutskever 2019, "Language Models are Unsupervised Multitask Learners".</remarks>
public sealed class Gpt2Model : PreTrainedModel
{
    private readonly Embedding wte;
    private readonly Embedding wpe;
    private readonly Dropout drop;
    private readonly ModuleList<Gpt2Block> h;
    private readonly LayerNorm ln_f;

    /// <summary>Makes a GPT-2 with fresh weights.</summary>
    public Gpt2Model(Gpt2Config config)
        : this(config, initialize: true)
    {
    }

    internal Gpt2Model(Gpt2Config config, bool initialize)
        : base(config, nameof(Gpt2Model))
    {
        wte = Layers.Embedding(config.VocabSize, config.NEmbd);
        wpe = Layers.Embedding(config.NPositions, config.NEmbd);
        drop = nn.Dropout(config.EmbdPdrop);
        h = ModuleList<Gpt2Block>([.. Enumerable.Range(0, config.NLayer).Select(layer => new Gpt2Block(config, layer))]);
        ln_f = nn.LayerNorm(config.NEmbd, config.LayerNormEpsilon);
        Complete(initialize);
    }

    /// <summary>The table of word vectors: (vocabulary, width).</summary>
    public Parameter WordEmbeddings => wte.weight!;

    internal override string BaseModelPrefix => "transformer";

    internal override string HuggingFaceClass => "GPT2Model";

    /// <summary>Loads a pre-trained GPT-2.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static Gpt2Model FromPretrained(string nameOrFolder, Func<Gpt2Config, Gpt2Config>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, null, configure, config => new Gpt2Model(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    /// <summary>Runs the layers.</summary>
    /// <param name="inputIds">Token ids, int64: (batch, tokens).</param>
    /// <param name="attentionMask">1 for a token, 0 for padding, for the tokens in the cache too: (batch, cached tokens + tokens); null if nothing is padding.</param>
    /// <param name="positionIds">The tokens' positions, int64: (batch, tokens); counted on from the cache if null.</param>
    /// <param name="cache">Keys and values of the tokens before these; the new ones' are added.</param>
    /// <param name="outputHiddenStates">Whether to return every layer's output; the last one is normalised.</param>
    /// <param name="outputAttentions">Whether to return every layer's attention weights, which is slower.</param>
    /// <exception cref="ArgumentException">The input is longer than the model takes.</exception>
    public BaseModelOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? positionIds = null, KeyValueCache? cache = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        var past = cache?.Length ?? 0;
        var tokens = inputIds.shape[1];
        if (past + tokens > Config.MaxTokens)
            throw new ArgumentException($"The input has {past + tokens} tokens, and the model takes {Config.MaxTokens} at most. Truncate when tokenizing.", nameof(inputIds));

        using var scope = NewDisposeScope();
        var attention = new CausalAttention(tokens, past, attentionMask, inputIds.device);
        var positions = positionIds is null ? wpe.weight!.narrow(0, past, tokens) : wpe.call(positionIds); // (tokens, width)
        var hidden = drop.call(wte.call(inputIds) + positions);                              // (batch, tokens, width)
        List<Tensor>? states = outputHiddenStates ? [hidden] : null;
        List<Tensor>? attentions = outputAttentions ? [] : null;
        foreach (var block in h)
        {
            (hidden, var weights) = block.forward(hidden, attention, cache, outputAttentions); // (batch, tokens, width), (batch, heads, tokens, past + tokens)
            states?.Add(hidden);
            attentions?.Add(weights!);
        }

        var last = ln_f.call(hidden); // (batch, tokens, width)
        if (states is not null) states[^1] = last;
        return new BaseModelOutput { LastHiddenState = last, HiddenStates = states, Attentions = attentions }.MoveToOuterDisposeScope();
    }

    internal override Tensor MainOutput(Tensor inputIds) => forward(inputIds).LastHiddenState;

    internal override bool IsConstant(string name) =>
        name.EndsWith(".attn.bias", StringComparison.Ordinal) || name.EndsWith(".attn.masked_bias", StringComparison.Ordinal);
}

/// <summary>One layer. Unlike BERT's, it normalises before each half and not after.</summary>
internal sealed class Gpt2Block : Module
{
    private readonly LayerNorm ln_1;
    private readonly Gpt2Attention attn;
    private readonly LayerNorm ln_2;
    private readonly Gpt2Mlp mlp;

    public Gpt2Block(Gpt2Config config, int layer)
        : base(nameof(Gpt2Block))
    {
        ln_1 = nn.LayerNorm(config.NEmbd, config.LayerNormEpsilon);
        attn = new Gpt2Attention(config, layer);
        ln_2 = nn.LayerNorm(config.NEmbd, config.LayerNormEpsilon);
        mlp = new Gpt2Mlp(config);
        RegisterComponents();
    }

    public (Tensor Hidden, Tensor? Weights) forward(Tensor hidden, CausalAttention attention, KeyValueCache? cache, bool outputAttentions)
    {
        using var scope = NewDisposeScope();
        var (attended, weights) = attn.forward(ln_1.call(hidden), attention, cache, outputAttentions); // (batch, tokens, width)
        hidden = attended + hidden;
        hidden = mlp.call(ln_2.call(hidden)) + hidden; // (batch, tokens, width)
        return (hidden.MoveToOuterDisposeScope(), weights?.MoveToOuterDisposeScope());
    }
}

/// <summary>Multi-head self-attention over the tokens so far.</summary>
internal sealed class Gpt2Attention : Module, IMultiplies
{
    private readonly Conv1D c_attn;
    private readonly Conv1D c_proj;
    private readonly Dropout resid_dropout;
    private readonly int heads;
    private readonly int layerIndex;
    private readonly double dropoutRate;

    public Gpt2Attention(Gpt2Config config, int layer)
        : base(nameof(Gpt2Attention))
    {
        c_attn = new Conv1D(config.NEmbd, 3 * config.NEmbd);
        c_proj = new Conv1D(config.NEmbd, config.NEmbd);
        resid_dropout = nn.Dropout(config.ResidPdrop);
        heads = config.NHead;
        layerIndex = layer;
        dropoutRate = config.AttnPdrop;
        RegisterComponents();
    }

    public (Tensor Hidden, Tensor? Weights) forward(Tensor hidden, CausalAttention attention, KeyValueCache? cache, bool outputAttentions)
    {
        var queryKeyValue = c_attn.call(hidden).chunk(3, dim: 2);   // three of (batch, tokens, width)
        var query = Attention.SplitHeads(queryKeyValue[0], heads);  // (batch, heads, tokens, headSize)
        var key = Attention.SplitHeads(queryKeyValue[1], heads);    // (batch, heads, tokens, headSize)
        var value = Attention.SplitHeads(queryKeyValue[2], heads);  // (batch, heads, tokens, headSize)
        if (cache is not null) (key, value) = cache.Append(layerIndex, key, value); // (batch, heads, past + tokens, headSize)
        var (context, weights) = attention.Attend(query, key, value, training ? dropoutRate : 0, outputAttentions);
        return (resid_dropout.call(c_proj.call(Attention.MergeHeads(context))), weights); // (batch, tokens, width)
    }

    public long MultiplyAdds(IReadOnlyList<long> outputShape) => Attention.MultiplyAdds(outputShape);
}

/// <summary>The feed-forward block.</summary>
internal sealed class Gpt2Mlp : Module<Tensor, Tensor>
{
    private readonly Conv1D c_fc;
    private readonly Conv1D c_proj;
    private readonly Dropout dropout;
    private readonly Func<Tensor, Tensor> activation;

    public Gpt2Mlp(Gpt2Config config)
        : base(nameof(Gpt2Mlp))
    {
        c_fc = new Conv1D(config.NEmbd, config.InnerSize);
        c_proj = new Conv1D(config.InnerSize, config.NEmbd);
        dropout = nn.Dropout(config.ResidPdrop);
        activation = Activations.ByName(config.ActivationFunction);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => dropout.call(c_proj.call(activation(c_fc.call(input)))); // (batch, tokens, width)
}

/// <summary>A linear layer whose weights lie the other way round, (inputs, outputs), as GPT-2's checkpoints have them.</summary>
internal sealed class Conv1D : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter bias;

    public Conv1D(int inputs, int outputs)
        : base(nameof(Conv1D))
    {
        weight = nn.Parameter(empty(inputs, outputs));
        bias = Layers.Bias(outputs);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => input.matmul(weight) + bias; // (batch, tokens, outputs)
}
