using System.Text.Json.Serialization;

namespace TransferLearning.Models;

/// <summary>The shape of a GPT-2. The defaults are those of <c>gpt2</c>, the smallest one.</summary>
public sealed record Gpt2Config : PretrainedConfig
{
    /// <inheritdoc/>
    public override string ModelType => "gpt2";

    /// <summary>The number of entries in the vocabulary.</summary>
    public int VocabSize { get; init; } = 50_257;

    /// <summary>The number of rows in the table of positions.</summary>
    public int NPositions { get; init; } = 1_024;

    /// <summary>The width of the token vectors.</summary>
    public int NEmbd { get; init; } = 768;

    /// <summary>The number of layers.</summary>
    public int NLayer { get; init; } = 12;

    /// <summary>The number of attention heads in a layer; they share <see cref="NEmbd"/> evenly.</summary>
    public int NHead { get; init; } = 12;

    /// <summary>The width of the feed-forward block's inner layer; four times <see cref="NEmbd"/> if null.</summary>
    public int? NInner { get; init; }

    /// <summary>The feed-forward block's activation: <c>gelu_new</c>, <c>gelu</c>, <c>relu</c>, <c>silu</c> or <c>tanh</c>.</summary>
    public string ActivationFunction { get; init; } = "gelu_new";

    /// <summary>The dropout rate at the end of attention and feed-forward blocks, from 0 to 1.</summary>
    public double ResidPdrop { get; init; } = 0.1;

    /// <summary>The dropout rate of the embeddings, from 0 to 1.</summary>
    public double EmbdPdrop { get; init; } = 0.1;

    /// <summary>The dropout rate of the attention weights, from 0 to 1.</summary>
    public double AttnPdrop { get; init; } = 0.1;

    /// <summary>What layer normalisation adds to the variance.</summary>
    public double LayerNormEpsilon { get; init; } = 1e-5;

    /// <summary>The id of the token that ends a text; null for none.</summary>
    public int? EosTokenId { get; init; } = 50_256;

    /// <summary>Whether the scores are divided by the root of the head's size; only true is supported.</summary>
    public bool ScaleAttnWeights { get; init; } = true;

    /// <summary>Whether the scores are divided by the layer's number too; only false is supported.</summary>
    public bool ScaleAttnByInverseLayerIdx { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Width => NEmbd;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Depth => NLayer;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int MaxTokens => NPositions;

    /// <summary>The width of the feed-forward block's inner layer.</summary>
    [JsonIgnore]
    internal int InnerSize => NInner ?? 4 * NEmbd;

    /// <summary>The weights that end a residual branch are smaller, by the root of the number of such branches.</summary>
    internal override (double StandardDeviation, int? PaddingRow) FreshWeights(string parameterName) =>
        (parameterName.EndsWith("c_proj.weight", StringComparison.Ordinal) ? InitializerRange / Math.Sqrt(2 * NLayer) : InitializerRange, null);

    internal override double ApproximateWeights => ((double)VocabSize + NPositions) * NEmbd + NLayer * (4.0 * NEmbd + 2.0 * InnerSize) * NEmbd;

    internal override void Validate()
    {
        base.Validate();
        CheckHeads("n_embd", NEmbd, "n_head", NHead);
        CheckTable("vocab_size", VocabSize, "n_embd", NEmbd);
        CheckTable("n_positions", NPositions, "n_embd", NEmbd);
        CheckTable("n_inner", InnerSize, "n_embd", NEmbd);
        CheckSize("n_layer", NLayer, 512);
        CheckRange("resid_pdrop", ResidPdrop, 0, 1);
        CheckRange("embd_pdrop", EmbdPdrop, 0, 1);
        CheckRange("attn_pdrop", AttnPdrop, 0, 1);
        CheckRange("layer_norm_epsilon", LayerNormEpsilon, 0, 1);
        Activations.ByName(ActivationFunction);
        if (!ScaleAttnWeights || ScaleAttnByInverseLayerIdx)
            throw new NotSupportedException("scale_attn_weights must be true and scale_attn_by_inverse_layer_idx false; the other variants of GPT-2 are not supported");
    }
}
