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
    public FeatureSet Extract(TokenizedDataset dataset, int batchSize = 32, IProgress<int>? progress = null, CancellationToken cancellationToken = default) =>
        Extract(dataset, _layer is null ? [LastState] : [ChosenState], outputHiddenStates: _layer is not null, batchSize, progress, cancellationToken)[0];

    /// <summary>Computes the vectors that every layer gives, in one pass through the model: those of the embeddings first, those of the last layer last.</summary>
    /// <inheritdoc cref="Extract(TokenizedDataset, int, IProgress{int}, CancellationToken)" path="/param|/exception"/>
    public IReadOnlyList<FeatureSet> ExtractLayers(TokenizedDataset dataset, int batchSize = 32, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        var states = Enumerable.Range(0, encoder.Config.Depth + 1).Select(at => (Func<BaseModelOutput, torch.Tensor>)(output => output.HiddenStates![at]));
        return Extract(dataset, [.. states], outputHiddenStates: true, batchSize, progress, cancellationToken);
    }

    /// <summary>One feature set for each of the hidden states that are picked out of the model's output.</summary>
    private FeatureSet[] Extract(
        TokenizedDataset dataset, Func<BaseModelOutput, torch.Tensor>[] states, bool outputHiddenStates, int batchSize, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var collator = new DataCollatorWithPadding(dataset.PadTokenId);
        var dimensions = encoder.Config.Width * (pooling == FeaturePooling.MeanAndCls ? 2 : 1);
        var values = states.Select(_ => new float[dataset.Count * dimensions]).ToArray();
        var done = 0;
        encoder.eval();
        using var noGrad = torch.no_grad();
        foreach (var indices in Enumerable.Range(0, dataset.Count).OrderBy(i => dataset[i].InputIds.Length).Chunk(batchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            var batch = collator.Collate([.. indices.Select(i => dataset[i])], encoder.Device);
            var output = encoder.forward(batch.InputIds, batch.AttentionMask, batch.TokenTypeIds, outputHiddenStates);
            foreach (var (state, rows) in states.Zip(values)) Copy(Pool(state(output), batch.AttentionMask), indices, rows);
            done += indices.Length;
            progress?.Report(done);
        }

        int[] labels = [.. dataset.Select(example => example.Label)];
        return [.. values.Select(rows => new FeatureSet(rows, dimensions, labels, dataset.LabelNames))];
    }

    private static torch.Tensor LastState(BaseModelOutput output) => output.LastHiddenState;

    private torch.Tensor ChosenState(BaseModelOutput output) => output.HiddenStates![_layer!.Value];

    /// <summary>Puts the vectors of a batch [B, dimensions] where its examples stand in the data set.</summary>
    private static void Copy(torch.Tensor vectors, int[] indices, float[] rows)
    {
        var dimensions = (int)vectors.shape[1];
        var features = vectors.cpu().data<float>().ToArray();
        for (var row = 0; row < indices.Length; row++)
        {
            features.AsSpan(row * dimensions, dimensions).CopyTo(rows.AsSpan(indices[row] * dimensions));
        }
    }

    /// <summary>One vector for each text of hidden states [B, T, width]: float32 [B, dimensions].</summary>
    private torch.Tensor Pool(torch.Tensor hidden, torch.Tensor attentionMask) => pooling switch
    {
        FeaturePooling.Cls => First(hidden),
        FeaturePooling.Mean => Mean(hidden, attentionMask),
        _ => torch.cat([Mean(hidden, attentionMask), First(hidden)], 1),
    };

    private static torch.Tensor First(torch.Tensor hidden) => hidden.select(1, 0).contiguous();

    private static torch.Tensor Mean(torch.Tensor hidden, torch.Tensor attentionMask)
    {
        var mask = attentionMask.to_type(torch.ScalarType.Float32).unsqueeze(-1); // [B, T, 1]
        return (hidden * mask).sum(1) / mask.sum(1);
    }
}
