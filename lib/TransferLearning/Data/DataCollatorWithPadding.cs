using TorchSharp;

namespace TransferLearning.Data;

/// <summary>Makes a batch of examples of different lengths by padding them on the right to the longest one, or to a fixed length.</summary>
/// <param name="padTokenId">The id that fills the shorter ones up.</param>
/// <param name="padToMultipleOf">Rounds the length up to a multiple of this, at least 1; GPUs like multiples of 8.</param>
/// <param name="fixedLength">The length of every batch, at least 1; <see langword="null"/> for that of its longest example.</param>
public sealed class DataCollatorWithPadding(int padTokenId, int padToMultipleOf = 1, int? fixedLength = null)
{
    private readonly int _padToMultipleOf = padToMultipleOf >= 1
        ? padToMultipleOf
        : throw new ArgumentOutOfRangeException(nameof(padToMultipleOf), padToMultipleOf, "The length can be rounded up to a multiple of 1 or more.");

    private readonly int? _fixedLength = fixedLength is null or >= 1
        ? fixedLength
        : throw new ArgumentOutOfRangeException(nameof(fixedLength), fixedLength, "A batch has at least 1 token.");

    /// <summary>The tensors of some examples, made on a device.</summary>
    /// <param name="examples">The examples, at least one; either all or none have token types.</param>
    /// <param name="device">The model's device, or <see langword="null"/> for the default one.</param>
    /// <exception cref="ArgumentException">An example is longer than the fixed length, or only some have token types.</exception>
    public Batch Collate(IReadOnlyList<TokenizedExample> examples, torch.Device? device = null) => Pad(examples).ToBatch(device);

    /// <summary>The numbers of some examples, not yet tensors: any thread may make them ahead of time.</summary>
    /// <inheritdoc cref="Collate" path="/param[@name='examples']|/exception"/>
    internal PaddedExamples Pad(IReadOnlyList<TokenizedExample> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentOutOfRangeException.ThrowIfZero(examples.Count, nameof(examples));

        var length = LengthOf(examples);
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

        return new PaddedExamples(examples.Count, length, ids, mask, types, labels);
    }

    private int LengthOf(IReadOnlyList<TokenizedExample> examples)
    {
        var longest = examples.Max(example => example.InputIds.Length);
        if (_fixedLength is not { } length) return (longest + _padToMultipleOf - 1) / _padToMultipleOf * _padToMultipleOf;
        return longest <= length
            ? length
            : throw new ArgumentException($"An example has {longest} tokens, but every batch is to have {length}. Cut the texts to {length} tokens when tokenizing.", nameof(examples));
    }
}
