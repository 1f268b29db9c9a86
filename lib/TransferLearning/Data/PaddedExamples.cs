using TorchSharp;

namespace TransferLearning.Data;

/// <summary>A batch as plain numbers, row after row.</summary>
/// <param name="Count">The number of examples, B.</param>
/// <param name="Length">The length that all are padded to, T.</param>
/// <param name="InputIds">B × T ids.</param>
/// <param name="AttentionMask">B × T: 1 for a token, 0 for padding.</param>
/// <param name="TokenTypeIds">B × T, or <see langword="null"/> for models without segments.</param>
/// <param name="Labels">B labels.</param>
internal sealed record PaddedExamples(int Count, int Length, long[] InputIds, long[] AttentionMask, long[]? TokenTypeIds, long[] Labels)
{
    /// <summary>The number of tokens, padding not counted.</summary>
    public long TokenCount => AttentionMask.Sum();

    /// <summary>The tensors, made on a device.</summary>
    public Batch ToBatch(torch.Device? device)
    {
        long[] shape = [Count, Length];
        return new Batch(
            torch.tensor(InputIds, shape, device: device),
            torch.tensor(AttentionMask, shape, device: device),
            TokenTypeIds is null ? null : torch.tensor(TokenTypeIds, shape, device: device),
            torch.tensor(Labels, [Count], device: device));
    }
}
