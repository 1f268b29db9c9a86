using static TorchSharp.torch;

namespace TransferLearning.Lessons;

/// <summary>From a tokenizer's ids to the tensor that a model takes, and back.</summary>
public static class TokenTensor
{
    /// <summary>One text's ids as a batch of one: int64 (1, tokens).</summary>
    public static Tensor ToBatch(this IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return tensor(ids.Select(id => (long)id).ToArray()).unsqueeze(0);
    }

    /// <summary>The ids of one text in a batch: int64 (batch, tokens) to numbers.</summary>
    /// <param name="batch">The batch, on any device.</param>
    /// <param name="row">Which text, from 0.</param>
    public static IReadOnlyList<int> ToIds(this Tensor batch, int row = 0)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        return [.. batch[row].cpu().contiguous().data<long>().Select(id => (int)id)];
    }
}
