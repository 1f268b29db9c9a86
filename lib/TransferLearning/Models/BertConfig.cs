using System.Text.Json.Serialization;

namespace TransferLearning.Models;

/// <summary>The shape of a BERT. The defaults are those of <c>bert-base-uncased</c>.</summary>
public record BertConfig : PretrainedConfig
{
    /// <inheritdoc/>
    public override string ModelType => "bert";

    /// <summary>The number of entries in the vocabulary.</summary>
    public int VocabSize { get; init; } = 30_522;

    /// <summary>The width of the token vectors.</summary>
    public int HiddenSize { get; init; } = 768;

    /// <summary>The number of encoder layers.</summary>
    public int NumHiddenLayers { get; init; } = 12;

    /// <summary>The number of attention heads in a layer; they share <see cref="HiddenSize"/> evenly.</summary>
    public int NumAttentionHeads { get; init; } = 12;

    /// <summary>The width of the feed-forward block's inner layer.</summary>
    public int IntermediateSize { get; init; } = 3_072;

    /// <summary>The feed-forward block's activation: <c>gelu</c>, <c>gelu_new</c>, <c>relu</c>, <c>silu</c> or <c>tanh</c>.</summary>
    public string HiddenAct { get; init; } = "gelu";

    /// <summary>The dropout rate of embeddings and blocks, from 0 to 1.</summary>
    public double HiddenDropoutProb { get; init; } = 0.1;

    /// <summary>The dropout rate of the attention weights, from 0 to 1.</summary>
    public double AttentionProbsDropoutProb { get; init; } = 0.1;

    /// <summary>The number of rows in the table of positions.</summary>
    public int MaxPositionEmbeddings { get; init; } = 512;

    /// <summary>The number of token types: 2 for sentence A and sentence B.</summary>
    public int TypeVocabSize { get; init; } = 2;

    /// <summary>What layer normalisation adds to the variance.</summary>
    public double LayerNormEps { get; init; } = 1e-12;

    /// <summary>The padding token's id.</summary>
    public int PadTokenId { get; init; }

    /// <summary>The dropout rate before the classifier; <see cref="HiddenDropoutProb"/> if null.</summary>
    public double? ClassifierDropout { get; init; }

    /// <summary>How positions are told: only <c>absolute</c> is supported.</summary>
    public string PositionEmbeddingType { get; init; } = "absolute";

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Width => HiddenSize;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Depth => NumHiddenLayers;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int MaxTokens => MaxPositionEmbeddings;

    internal override (double StandardDeviation, int? PaddingRow) FreshWeights(string parameterName) =>
        (InitializerRange, parameterName.EndsWith("word_embeddings.weight", StringComparison.Ordinal) ? PadTokenId : null);

    internal override double ApproximateWeights =>
        ((double)VocabSize + MaxPositionEmbeddings + TypeVocabSize) * HiddenSize + Enumerable.Range(0, NumHiddenLayers).Sum(LayerWeights);

    internal override (int Heads, int Intermediate)? UnprunedLayer => (NumAttentionHeads, IntermediateSize);

    private double LayerWeights(int layer)
    {
        var (heads, intermediate) = LayerSize(layer);
        return ((4.0 * heads / NumAttentionHeads * HiddenSize) + (2.0 * intermediate)) * HiddenSize;
    }

    internal override void Validate()
    {
        base.Validate();
        CheckHeads("hidden_size", HiddenSize, "num_attention_heads", NumAttentionHeads);
        CheckTable("vocab_size", VocabSize, "hidden_size", HiddenSize);
        CheckTable("max_position_embeddings", MaxPositionEmbeddings, "hidden_size", HiddenSize);
        CheckTable("intermediate_size", IntermediateSize, "hidden_size", HiddenSize);
        CheckSize("num_hidden_layers", NumHiddenLayers, 512);
        CheckSize("type_vocab_size", TypeVocabSize, 1_024);
        CheckRange("hidden_dropout_prob", HiddenDropoutProb, 0, 1);
        CheckRange("attention_probs_dropout_prob", AttentionProbsDropoutProb, 0, 1);
        CheckRange("classifier_dropout", ClassifierDropout ?? 0, 0, 1);
        CheckRange("layer_norm_eps", LayerNormEps, 0, 1);
        CheckRange("pad_token_id", PadTokenId, 0, VocabSize - 1);
        Activations.ByName(HiddenAct);
        if (PositionEmbeddingType != "absolute")
            throw new NotSupportedException($"position_embedding_type is '{PositionEmbeddingType}'; this library supports 'absolute'");
    }
}
