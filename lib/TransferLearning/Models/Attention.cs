using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017, "Attention Is All You Need", section 3.2), and the masks that it takes.</summary>
internal static class Attention
{
    /// <summary>
    /// Turns a mask of ones (look) and zeros (padding) into what is added to the attention scores: 0 or the lowest float32. That value is finite, as in
    /// Hugging Face's models, so a row that is masked completely gives numbers and not NaN.
    /// </summary>
    /// <param name="mask">(batch, tokens), of any number type; null for "look everywhere".</param>
    /// <returns>(batch, 1, 1, tokens) of float32, or null.</returns>
    public static Tensor? AdditiveMask(Tensor? mask)
    {
        if (mask is null) return null;
        using var scope = NewDisposeScope();
        var hidden = 1 - mask.to_type(ScalarType.Float32);                                  // (batch, tokens): 1 at padding
        return (hidden * float.MinValue).unsqueeze(1).unsqueeze(1).MoveToOuterDisposeScope(); // (batch, 1, 1, tokens)
    }

    /// <summary>Splits the last dimension among the heads: (batch, tokens, width) to (batch, heads, tokens, width / heads).</summary>
    public static Tensor SplitHeads(Tensor tensor, int heads) =>
        tensor.view(tensor.shape[0], tensor.shape[1], heads, tensor.shape[2] / heads).transpose(1, 2);

    /// <summary>Puts the heads side by side again: (batch, heads, tokens, headSize) to (batch, tokens, heads × headSize).</summary>
    public static Tensor MergeHeads(Tensor tensor) => tensor.transpose(1, 2).flatten(2);

    /// <summary>The multiply-adds of queries with keys and of weights with values, from attention's result (batch, tokens, width).</summary>
    public static long MultiplyAdds(IReadOnlyList<long> outputShape) => 2 * outputShape[0] * outputShape[1] * outputShape[1] * outputShape[2];

    /// <summary>Each query takes the mean of the values, weighted by how well the keys fit.</summary>
    /// <param name="query">(batch, heads, tokens, headSize).</param>
    /// <param name="key">(batch, heads, tokens, headSize).</param>
    /// <param name="value">(batch, heads, tokens, headSize).</param>
    /// <param name="mask">What is added to the scores, broadcast to (batch, heads, tokens, tokens); null for nothing.</param>
    /// <param name="dropout">The dropout rate of the weights; 0 outside training.</param>
    /// <param name="returnWeights">Whether to return the weights too, which takes the step-by-step way instead of the fused one.</param>
    /// <returns>The result (batch, heads, tokens, headSize), and the weights (batch, heads, tokens, tokens) if asked for.</returns>
    public static (Tensor Context, Tensor? Weights) Attend(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool returnWeights)
    {
        if (!returnWeights) return (functional.scaled_dot_product_attention(query, key, value, mask, dropout), null);

        var scores = query.matmul(key.transpose(-2, -1)) * (1 / Math.Sqrt(query.shape[^1])); // (batch, heads, tokens, tokens)
        return WeightedMean(mask is null ? scores : scores + mask, value, dropout);
    }

    /// <summary>The end of the step-by-step way: scores to weights by softmax, and the mean of the values by these weights.</summary>
    public static (Tensor Context, Tensor Weights) WeightedMean(Tensor scores, Tensor value, double dropout)
    {
        var weights = functional.softmax(scores, -1); // (batch, heads, tokens, tokens)
        var dropped = dropout > 0 ? functional.dropout(weights, dropout, training: true) : weights;
        return (dropped.matmul(value), weights); // (batch, heads, tokens, headSize)
    }
}
