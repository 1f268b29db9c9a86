using static TorchSharp.torch;

namespace TransferLearning.Models;

/// <summary>The positions of a batch whose tokens are to be predicted, in reading order.</summary>
/// <param name="Positions">Where they stand in the batch, row after row: int64 (predicted).</param>
/// <param name="Targets">The right token ids: int64 (predicted).</param>
internal sealed record MaskedPositions(Tensor Positions, Tensor Targets)
{
    /// <summary>Finds the positions.</summary>
    /// <param name="labels">The right token ids, int64 (batch, tokens), <paramref name="ignoreIndex"/> where nothing is to be predicted.</param>
    /// <param name="ignoreIndex">The label that stands for "nothing to predict".</param>
    /// <exception cref="ArgumentException">No position is to be predicted.</exception>
    public static MaskedPositions Of(Tensor labels, long ignoreIndex)
    {
        var all = labels.cpu().data<long>().ToArray();
        long[] predicted = [.. Enumerable.Range(0, all.Length).Where(i => all[i] != ignoreIndex)];
        if (predicted.Length == 0) throw new ArgumentException($"Every label is {ignoreIndex}, so there is nothing to predict. Mask at least one token of the batch.", nameof(labels));
        return new MaskedPositions(
            tensor(predicted, device: labels.device),
            tensor([.. predicted.Select(i => all[i])], dtype: ScalarType.Int64, device: labels.device));
    }

    /// <summary>The hidden states at the positions: (batch, tokens, hidden) to (predicted, hidden).</summary>
    public Tensor Select(Tensor hidden) => hidden.flatten(0, 1).index_select(0, Positions);
}
