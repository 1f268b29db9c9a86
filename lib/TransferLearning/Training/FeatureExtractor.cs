using TorchSharp;
using TransferLearning.Data;
using TransferLearning.Models;

namespace TransferLearning.Training;

/// <summary>How the hidden states of a text's tokens become one vector.</summary>
public enum FeaturePooling
{
    /// <summary>The mean over the tokens, padding left out.</summary>
    Mean,

    /// <summary>The state of the first token, <c>[CLS]</c>.</summary>
    Cls,

    /// <summary>Both, one after the other.</summary>
    MeanAndCls,
}

/// <summary>
/// Uses a pre-trained model as it is, to turn texts into vectors. They are computed once; a head is then trained on them
/// in seconds, as often as one likes (see <see cref="FeatureHead"/>).
/// </summary>
/// <param name="encoder">The model's body; it is not changed.</param>
/// <param name="pooling">How the tokens' states become one vector.</param>
/// <param name="layer">Whose output to take: 0 for the embeddings, 1 for the first layer, …; <see langword="null"/> for the last layer.</param>
public sealed class FeatureExtractor(EncoderModel encoder, FeaturePooling pooling = FeaturePooling.Mean, int? layer = null)
{
    private readonly int? _layer = layer is null || (layer >= 0 && layer <= encoder.Config.Depth)
        ? layer
        : throw new ArgumentOutOfRangeException(nameof(layer), layer, $"The model has the layers 0 (embeddings) to {encoder.Config.Depth}.");

    /// <summary>Computes the vectors of a data set.</summary>
    /// <param name="dataset">The tokenized texts.</param>
    /// <param name="batchSize">Texts at a time, at least 1.</param>
    /// <param name="progress">Receives the number of texts done.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public FeatureSet Extract(TokenizedDataset dataset, int batchSize = 32, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var collator = new DataCollatorWithPadding(dataset.PadTokenId);
        var dimensions = encoder.Config.Width * (pooling == FeaturePooling.MeanAndCls ? 2 : 1);
        var values = new float[dataset.Count * dimensions];
        var done = 0;
        encoder.eval();
        using var noGrad = torch.no_grad();
        foreach (var indices in Enumerable.Range(0, dataset.Count).OrderBy(i => dataset[i].InputIds.Length).Chunk(batchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var features = Pool(collator.Collate([.. indices.Select(i => dataset[i])], encoder.Device)).cpu().data<float>().ToArray();
            for (var row = 0; row < indices.Length; row++)
            {
                features.AsSpan(row * dimensions, dimensions).CopyTo(values.AsSpan(indices[row] * dimensions));
            }

            done += indices.Length;
            progress?.Report(done);
        }

        return new FeatureSet(values, dimensions, [.. dataset.Select(example => example.Label)], dataset.LabelNames);
    }

    /// <summary>The vectors of a batch: float32 [B, dimensions].</summary>
    private torch.Tensor Pool(Batch batch)
    {
        var output = encoder.forward(batch.InputIds, batch.AttentionMask, batch.TokenTypeIds, outputHiddenStates: _layer is not null);
        var hidden = _layer is { } chosen ? output.HiddenStates![chosen] : output.LastHiddenState;
        return pooling switch
        {
            FeaturePooling.Cls => First(hidden),
            FeaturePooling.Mean => Mean(hidden, batch.AttentionMask),
            _ => torch.cat([Mean(hidden, batch.AttentionMask), First(hidden)], 1),
        };
    }

    private static torch.Tensor First(torch.Tensor hidden) => hidden.select(1, 0).contiguous();

    private static torch.Tensor Mean(torch.Tensor hidden, torch.Tensor attentionMask)
    {
        var mask = attentionMask.to_type(torch.ScalarType.Float32).unsqueeze(-1); // [B, T, 1]
        return (hidden * mask).sum(1) / mask.sum(1);
    }
}
