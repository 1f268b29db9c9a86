using System.Text.Json.Serialization;

namespace TransferLearning.Models;

/// <summary>The shape of a DistilBERT. The defaults are those of <c>distilbert-base-uncased</c>.</summary>
public sealed record DistilBertConfig : PretrainedConfig
{
    /// <inheritdoc/>
    public override string ModelType => "distilbert";

    /// <summary>The number of entries in the vocabulary.</summary>
    public int VocabSize { get; init; } = 30_522;

    /// <summary>The number of rows in the table of positions.</summary>
    public int MaxPositionEmbeddings { get; init; } = 512;

    /// <summary>Whether the table of positions was made of sines; it is loaded as weights either way.</summary>
    public bool SinusoidalPosEmbds { get; init; }

    /// <summary>The number of layers.</summary>
    public int NLayers { get; init; } = 6;

    /// <summary>The number of attention heads in a layer; they share <see cref="Dim"/> evenly.</summary>
    public int NHeads { get; init; } = 12;

    /// <summary>The width of the token vectors.</summary>
    public int Dim { get; init; } = 768;

    /// <summary>The width of the feed-forward block's inner layer.</summary>
    public int HiddenDim { get; init; } = 3_072;

    /// <summary>The dropout rate of embeddings and feed-forward blocks, from 0 to 1.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>The dropout rate of the attention weights, from 0 to 1.</summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>The feed-forward block's activation: <c>gelu</c>, <c>gelu_new</c>, <c>relu</c>, <c>silu</c> or <c>tanh</c>.</summary>
    public string Activation { get; init; } = "gelu";

    /// <summary>The dropout rate before the classifier, from 0 to 1.</summary>
    public double SeqClassifDropout { get; init; } = 0.2;

    /// <summary>The padding token's id.</summary>
    public int PadTokenId { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Width => Dim;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Depth => NLayers;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int MaxTokens => MaxPositionEmbeddings;

    internal override (double StandardDeviation, int? PaddingRow) FreshWeights(string parameterName) =>
        (InitializerRange, parameterName.EndsWith("word_embeddings.weight", StringComparison.Ordinal) ? PadTokenId : null);

    internal override double ApproximateWeights => ((double)VocabSize + MaxPositionEmbeddings) * Dim + Enumerable.Range(0, NLayers).Sum(LayerWeights);

    internal override (int Heads, int Intermediate)? UnprunedLayer => (NHeads, HiddenDim);

    private double LayerWeights(int layer)
    {
        var (heads, intermediate) = LayerSize(layer);
        return ((4.0 * heads / NHeads * Dim) + (2.0 * intermediate)) * Dim;
    }

    internal override void Validate()
    {
        base.Validate();
        CheckHeads("dim", Dim, "n_heads", NHeads);
        CheckTable("vocab_size", VocabSize, "dim", Dim);
        CheckTable("max_position_embeddings", MaxPositionEmbeddings, "dim", Dim);
        CheckTable("hidden_dim", HiddenDim, "dim", Dim);
        CheckSize("n_layers", NLayers, 512);
        CheckRange("dropout", Dropout, 0, 1);
        CheckRange("attention_dropout", AttentionDropout, 0, 1);
        CheckRange("seq_classif_dropout", SeqClassifDropout, 0, 1);
        CheckRange("pad_token_id", PadTokenId, 0, VocabSize - 1);
        Activations.ByName(Activation);
    }
}
