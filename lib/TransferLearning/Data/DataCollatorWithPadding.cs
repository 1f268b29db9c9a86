using TorchSharp;

namespace TransferLearning.Data;

/// <summary>Makes a batch of examples of different lengths by padding them on the right to the longest one.</summary>
/// <param name="padTokenId">The id that fills the shorter ones up.</param>
/// <param name="padToMultipleOf">Rounds the length up to a multiple of this, at least 1; GPUs like multiples of 8.</param>
public sealed class DataCollatorWithPadding(int padTokenId, int padToMultipleOf = 1)
{
    private readonly int _padToMultipleOf = padToMultipleOf >= 1
        ? padToMultipleOf
        : throw new ArgumentOutOfRangeException(nameof(padToMultipleOf), padToMultipleOf, "The length can be rounded up to a multiple of 1 or more.");

    /// <summary>The tensors of some examples, made on a device.</summary>
    /// <param name="examples">The examples, at least one; either all or none have token types.</param>
    /// <param name="device">The model's device, or <see langword="null"/> for the default one.</param>
    public Batch Collate(IReadOnlyList<TokenizedExample> examples, torch.Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfZero(examples.Count, nameof(examples));

        var longest = examples.Max(example => example.InputIds.Length);
        var length = (longest + _padToMultipleOf - 1) / _padToMultipleOf * _padToMultipleOf;
        var hasTokenTypes = examples[0].TokenTypeIds is not null;
        var ids = new long[examples.Count * length];
        var mask = new long[examples.Count * length];
        var types = hasTokenTypes ? new long[examples.Count * length] : null;
        var labels = new long[examples.Count];
        Array.Fill(ids, padTokenId);
        for (var row = 0; row < examples.Count; row++)
        {
            var example = examples[row];
            if (example.TokenTypeIds is not null != hasTokenTypes) throw new ArgumentException("Either all examples of a batch have token types or none has.", nameof(examples));
            labels[row] = example.Label;
            for (var i = 0; i < example.InputIds.Length; i++)
            {
                ids[(row * length) + i] = example.InputIds[i];
                mask[(row * length) + i] = 1;
                if (types is not null) types[(row * length) + i] = example.TokenTypeIds![i];
            }
        }

        long[] shape = [examples.Count, length];
        return new Batch(
            torch.tensor(ids, shape, device: device),
            torch.tensor(mask, shape, device: device),
            types is null ? null : torch.tensor(types, shape, device: device),
            torch.tensor(labels, [examples.Count], device: device));
    }
}
