using System.Text.Json.Serialization;

namespace TransferLearning.Models;

/// <summary>The shape of an <see cref="LstmClassifier"/>. It is this course's own, kept in a <c>config.json</c> like the others.</summary>
public sealed record LstmConfig : PretrainedConfig
{
    internal const string Type = "lstm_classifier";

    /// <summary>Makes a configuration with the course's defaults.</summary>
    public LstmConfig() => InitializerRange = 0.1;

    /// <inheritdoc/>
    public override string ModelType => Type;

    /// <summary>The number of entries in the vocabulary.</summary>
    public int VocabSize { get; init; } = 20_000;

    /// <summary>The width of the word vectors.</summary>
    public int EmbeddingSize { get; init; } = 100;

    /// <summary>The width of the LSTM's state, in each direction.</summary>
    public int HiddenSize { get; init; } = 128;

    /// <summary>
    /// Whether two labels share one score: its sigmoid is the second label's probability, and above 0.5 that label is the answer. Otherwise, and for any other
    /// number of labels, each has a score of its own.
    /// </summary>
    public bool SingleOutput { get; init; } = true;

    /// <summary>The dropout rate after the LSTM, from 0 to 1.</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>The largest number of words that is read of a text.</summary>
    public int MaxLength { get; init; } = 512;

    /// <summary>The padding token's id.</summary>
    public int PadTokenId { get; init; }

    /// <summary>The number of scores that the last layer gives.</summary>
    [JsonIgnore]
    internal int Outputs => SingleOutput && NumLabels == 2 ? 1 : NumLabels;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Width => 2 * HiddenSize;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int Depth => 1;

    /// <inheritdoc/>
    [JsonIgnore]
    public override int MaxTokens => MaxLength;

    internal override double ApproximateWeights => (double)VocabSize * EmbeddingSize + 8.0 * HiddenSize * (EmbeddingSize + HiddenSize);

    internal override void Validate()
    {
        base.Validate();
        CheckTable("vocab_size", VocabSize, "embedding_size", EmbeddingSize);
        CheckSize("hidden_size", HiddenSize, 65_536);
        CheckSize("max_length", MaxLength, int.MaxValue);
        CheckRange("dropout", Dropout, 0, 1);
        CheckRange("pad_token_id", PadTokenId, 0, VocabSize - 1);
    }
}
