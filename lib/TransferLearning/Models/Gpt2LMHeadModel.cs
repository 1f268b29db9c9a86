using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>What <see cref="Gpt2LMHeadModel"/> returns.</summary>
public sealed record CausalLMOutput : ModelOutput
{
    /// <summary>The loss of predicting each token from those before it, a scalar; null if no labels were given.</summary>
    public Tensor? Loss { get; init; }

    /// <summary>A score for each entry of the vocabulary as the next token: (batch, tokens, vocabulary).</summary>
    public required Tensor Logits { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<Tensor?> Tensors => base.Tensors.Concat([Loss, Logits]);
}

/// <summary>GPT-2 that predicts the next token. The output layer's weights are the word embeddings themselves.</summary>
public sealed class Gpt2LMHeadModel : PreTrainedModel, IMultiplies
{
    private readonly Gpt2Model transformer;

    /// <summary>Makes a model with fresh weights.</summary>
    public Gpt2LMHeadModel(Gpt2Config config)
        : this(config, initialize: true)
    {
    }

    internal Gpt2LMHeadModel(Gpt2Config config, bool initialize)
        : base(config, nameof(Gpt2LMHeadModel))
    {
        transformer = new Gpt2Model(config, initialize: false);
        Complete(initialize);
    }

    /// <summary>The model's body.</summary>
    public Gpt2Model Transformer => transformer;

    internal override string BaseModelPrefix => "transformer";

    internal override string HuggingFaceClass => "GPT2LMHeadModel";

    internal override IReadOnlyDictionary<string, string> TiedNames { get; } = new Dictionary<string, string>
    {
        ["lm_head.weight"] = "transformer.wte.weight",
    };

    /// <summary>Loads a pre-trained GPT-2.</summary>
    /// <inheritdoc cref="Pretrained.Load{TModel, TConfig}" path="/param|/exception"/>
    public static Gpt2LMHeadModel FromPretrained(string nameOrFolder, Func<Gpt2Config, Gpt2Config>? configure = null, bool ignoreMismatchedSizes = false, bool allowMissing = false, string revision = "main") =>
        Pretrained.Load(nameOrFolder, null, configure, config => new Gpt2LMHeadModel(config, initialize: false), new(ignoreMismatchedSizes, allowMissing, revision));

    /// <summary>Scores every entry of the vocabulary as the token after each position.</summary>
    /// <param name="inputIds">Token ids, int64: (batch, tokens).</param>
    /// <param name="attentionMask">1 for a token, 0 for padding, for the tokens in the cache too: (batch, cached tokens + tokens); null if nothing is padding.</param>
    /// <param name="positionIds">The tokens' positions, int64: (batch, tokens); counted on from the cache if null.</param>
    /// <param name="labels">The token ids again, int64 (batch, tokens), -100 where nothing is to be predicted; shifted inside. Null for no loss.</param>
    /// <param name="cache">Keys and values of the tokens before these; the new ones' are added.</param>
    /// <param name="outputHiddenStates">Whether to return every layer's output.</param>
    /// <param name="outputAttentions">Whether to return every layer's attention weights, which is slower.</param>
    public CausalLMOutput forward(Tensor inputIds, Tensor? attentionMask = null, Tensor? positionIds = null, Tensor? labels = null, KeyValueCache? cache = null, bool outputHiddenStates = false, bool outputAttentions = false)
    {
        using var scope = NewDisposeScope();
        var body = transformer.forward(inputIds, attentionMask, positionIds, cache, outputHiddenStates, outputAttentions);
        var logits = functional.linear(body.LastHiddenState, transformer.WordEmbeddings); // (batch, tokens, vocabulary)
        return new CausalLMOutput { Loss = Loss(logits, labels), Logits = logits, HiddenStates = body.HiddenStates, Attentions = body.Attentions }.MoveToOuterDisposeScope();
    }

    /// <summary>Continues a text.</summary>
    /// <param name="inputIds">The beginning, int64: (batch, tokens), without padding.</param>
    /// <param name="options">How to choose tokens; greedily if null.</param>
    /// <returns>The beginning and what follows, int64: (batch, at most tokens + new tokens). A row that has ended is filled with the token that ends texts.</returns>
    /// <exception cref="ArgumentException">The text would grow longer than the model takes.</exception>
    public Tensor Generate(Tensor inputIds, GenerationOptions? options = null)
    {
        options ??= new GenerationOptions();
        options.Validate();
        var (batch, tokens) = (inputIds.shape[0], inputIds.shape[1]);
        if (tokens + options.MaxNewTokens > Config.MaxTokens)
            throw new ArgumentException($"{tokens} tokens and {options.MaxNewTokens} new ones are more than the {Config.MaxTokens} that the model takes. Set MaxNewTokens to {Config.MaxTokens - tokens} at most, or shorten the text.", nameof(options));

        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        using var cache = new KeyValueCache();
        var wasTraining = training;
        eval();
        var rows = Enumerable.Range(0, (int)batch).Select(row => inputIds.select(0, row).cpu().data<long>().ToList()).ToList();
        var ended = new bool[batch];
        var next = inputIds;
        for (var step = 0; step < options.MaxNewTokens && !ended.All(done => done); step++)
        {
            using var stepScope = NewDisposeScope();
            var hidden = transformer.forward(next, cache: cache).LastHiddenState; // (batch, 1 after the first step, width)
            var logits = functional.linear(hidden.select(1, -1), transformer.WordEmbeddings); // (batch, vocabulary)
            for (var row = 0; row < rows.Count; row++)
            {
                var token = ended[row] ? options.EosTokenId!.Value : options.Choose(logits.select(0, row).cpu().data<float>().ToArray());
                rows[row].Add(token);
                ended[row] |= token == options.EosTokenId;
            }

            next = tensor(rows.Select(row => row[^1]).ToArray(), device: inputIds.device).unsqueeze(1).MoveToOuterDisposeScope(); // (batch, 1)
        }

        train(wasTraining);
        return tensor(rows.SelectMany(row => row).ToArray(), device: inputIds.device).reshape(batch, -1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    long IMultiplies.MultiplyAdds(IReadOnlyList<long> outputShape) => outputShape.Aggregate(Config.Width, (long product, long size) => product * size);

    internal override Tensor MainOutput(Tensor inputIds) => forward(inputIds).Logits;

    internal override bool IsConstant(string name) => transformer.IsConstant(name);

    private static Tensor? Loss(Tensor logits, Tensor? labels)
    {
        if (labels is null) return null;
        var predictions = logits.narrow(1, 0, logits.shape[1] - 1); // (batch, tokens - 1, vocabulary)
        var targets = labels.narrow(1, 1, labels.shape[1] - 1);     // (batch, tokens - 1)
        return functional.cross_entropy(predictions.reshape(-1, logits.shape[^1]), targets.reshape(-1), ignore_index: MaskedLanguageModel.IgnoreIndex);
    }
}
