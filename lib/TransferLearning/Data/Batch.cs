using TorchSharp;

namespace TransferLearning.Data;

/// <summary>
/// Several examples as tensors, as a model's <c>forward</c> takes them. Shapes: B examples, T tokens of the longest one.
/// </summary>
/// <param name="InputIds">int64 [B, T].</param>
/// <param name="AttentionMask">int64 [B, T]: 1 for a token, 0 for padding.</param>
/// <param name="TokenTypeIds">int64 [B, T], or <see langword="null"/> for models without segments.</param>
/// <param name="Labels">int64 [B].</param>
public sealed record Batch(torch.Tensor InputIds, torch.Tensor AttentionMask, torch.Tensor? TokenTypeIds, torch.Tensor Labels) : IDisposable
{
    /// <summary>The number of examples, B.</summary>
    public int Size => (int)InputIds.shape[0];

    /// <summary>The length of the longest example in tokens, T.</summary>
    public int Length => (int)InputIds.shape[1];

    /// <summary>Releases the tensors.</summary>
    public void Dispose()
    {
        InputIds.Dispose();
        AttentionMask.Dispose();
        TokenTypeIds?.Dispose();
        Labels.Dispose();
    }
}
