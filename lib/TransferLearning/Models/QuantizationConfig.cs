using System.Text.Json.Serialization;

namespace TransferLearning.Models;

/// <summary>How the numbers are found by which a layer's inputs are divided to make whole numbers of eight bits of them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QuantizationMethod>))]
public enum QuantizationMethod
{
    /// <summary>Anew for each token, from its own largest value.</summary>
    [JsonStringEnumMemberName("dynamic")]
    Dynamic,

    /// <summary>Once and for all, from the largest value that some texts gave.</summary>
    [JsonStringEnumMemberName("static")]
    Static,
}

/// <summary>What is stored in eight bits in a model's folder: the section <c>quantization</c> of <c>config.json</c>.</summary>
public sealed record QuantizationConfig
{
    /// <summary>How the inputs of quantized layers are scaled.</summary>
    public QuantizationMethod Method { get; init; }

    /// <summary>Bits of a weight; 8.</summary>
    public int Bits { get; init; } = 8;

    /// <summary>Whether the table of word vectors is quantized too.</summary>
    public bool Embeddings { get; init; } = true;

    /// <summary>The linear layers that stayed in floating point, because quantizing them cost too much.</summary>
    public IReadOnlyList<string> KeptInFloat { get; init; } = [];
}
