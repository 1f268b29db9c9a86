using System.Text.Json.Serialization;

namespace TransferLearning.Models;

/// <summary>The shape of a RoBERTa: a BERT with other defaults, those of <c>roberta-base</c>.</summary>
public sealed record RobertaConfig : BertConfig
{
    /// <summary>Makes a configuration with the defaults of <c>roberta-base</c>.</summary>
    public RobertaConfig()
    {
        VocabSize = 50_265;
        MaxPositionEmbeddings = 514;
        TypeVocabSize = 1;
        LayerNormEps = 1e-5;
        PadTokenId = 1;
    }

    /// <inheritdoc/>
    public override string ModelType => "roberta";

    /// <summary>Positions are counted from one past the padding token's id, so that many rows of the table are never used.</summary>
    [JsonIgnore]
    public override int MaxTokens => MaxPositionEmbeddings - PadTokenId - 1;

    internal override (double StandardDeviation, int? PaddingRow) FreshWeights(string parameterName) =>
        parameterName.EndsWith("position_embeddings.weight", StringComparison.Ordinal) ? (InitializerRange, PadTokenId) : base.FreshWeights(parameterName);

    internal override void Validate()
    {
        base.Validate();
        CheckSize("max_position_embeddings less the padding token's id and one", MaxTokens, int.MaxValue);
    }
}
