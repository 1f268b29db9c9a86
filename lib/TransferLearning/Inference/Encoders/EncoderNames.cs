namespace TransferLearning.Inference.Encoders;

/// <summary>What the parts of an encoder are called in Hugging Face's checkpoints.</summary>
/// <param name="Prefix">The body's name in a model with a head.</param>
/// <param name="Stack">The list of layers, in the body.</param>
/// <param name="Query">In a layer: the linear layer that makes the queries.</param>
/// <param name="Key">The keys.</param>
/// <param name="Value">The values.</param>
/// <param name="AttentionOutput">The projection after attention.</param>
/// <param name="AttentionNorm">The layer norm after it.</param>
/// <param name="Inner">The feed-forward block's wide layer.</param>
/// <param name="Outer">The way back from it.</param>
/// <param name="OutputNorm">The layer norm at the end.</param>
internal sealed record EncoderNames(
    string Prefix, string Stack, string Query, string Key, string Value, string AttentionOutput, string AttentionNorm, string Inner, string Outer, string OutputNorm)
{
    private static readonly EncoderNames s_bert = new(
        "bert", "encoder.layer", "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "attention.output.LayerNorm",
        "intermediate.dense", "output.dense", "output.LayerNorm");

    private static readonly EncoderNames s_distilBert = new(
        "distilbert", "transformer.layer", "attention.q_lin", "attention.k_lin", "attention.v_lin", "attention.out_lin", "sa_layer_norm", "ffn.lin1", "ffn.lin2", "output_layer_norm");

    /// <summary>The names of an architecture; null if it is none of this library's encoders.</summary>
    public static EncoderNames? Of(string modelType) => modelType switch
    {
        "bert" => s_bert,
        "roberta" => s_bert with { Prefix = "roberta" },
        "distilbert" => s_distilBert,
        _ => null,
    };

    /// <summary>A part of the embeddings.</summary>
    public string Embedding(string part) => $"{Prefix}.embeddings.{part}";

    /// <summary>A part of a layer, for example <see cref="Query"/>.</summary>
    public string Layer(int layer, string part) => $"{Prefix}.{Stack}.{layer}.{part}";

    /// <summary>A layer's linear layers.</summary>
    public IReadOnlyList<string> Linears => [Query, Key, Value, AttentionOutput, Inner, Outer];
}
