using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>The course's heads: small networks from a text's features (batch, width) to scores for each label (batch, labels).</summary>
public static class ClassificationHeads
{
    /// <summary>One linear layer.</summary>
    /// <param name="width">The number of features.</param>
    /// <param name="labels">The number of labels.</param>
    /// <param name="dropout">The dropout rate before it, from 0 to 1.</param>
    public static Sequential Plain(int width, int labels, double dropout = 0.1) => Sequential(
        ("dropout", Dropout(dropout)),
        ("out_proj", Linear(width, labels)));

    /// <summary>The small head: a narrow layer of 64, normalised, tanh, dropout, labels.</summary>
    /// <inheritdoc cref="Plain" path="/param"/>
    public static Sequential Small(int width, int labels, double dropout = 0.3) => Sequential(
        ("dense", Linear(width, 64)),
        ("layer_norm", LayerNorm(64)),
        ("tanh", Tanh()),
        ("dropout", Dropout(dropout)),
        ("out_proj", Linear(64, labels)));

    /// <summary>The customised head for RoBERTa: width to 256 to 64 to labels, each inner layer normalised, dropout at both ends.</summary>
    /// <inheritdoc cref="Plain" path="/param"/>
    public static Sequential Custom(int width, int labels, double dropout = 0.3) => Sequential(
        ("dropout_in", Dropout(dropout)),
        ("dense1", Linear(width, 256)),
        ("layer_norm1", LayerNorm(256)),
        ("dense2", Linear(256, 64)),
        ("layer_norm2", LayerNorm(64)),
        ("dropout_out", Dropout(dropout)),
        ("out_proj", Linear(64, labels)));
}
