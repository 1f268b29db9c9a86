using System.Text.Json.Serialization;

namespace TransferLearning.Models;

/// <summary>Which of the course's heads stands on an encoder; see <see cref="ClassificationHeads"/> for their layers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClassificationHead>))]
public enum ClassificationHead
{
    /// <summary>Dropout and one linear layer.</summary>
    [JsonStringEnumMemberName("plain")]
    Plain,

    /// <summary>A narrow layer of 64, normalised, tanh, dropout, labels.</summary>
    [JsonStringEnumMemberName("small")]
    Small,

    /// <summary>The customised head for RoBERTa: 256, then 64, each normalised, dropout at both ends, labels.</summary>
    [JsonStringEnumMemberName("custom")]
    Custom,
}
