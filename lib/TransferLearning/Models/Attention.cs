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

    /// <summary>The mask of a decoder, which sees only the tokens up to its own: what is added to the attention scores.</summary>
    /// <param name="tokens">The number of new tokens, which ask.</param>
    /// <param name="past">The number of tokens before them, which are only looked at.</param>
    /// <param name="paddingMask">1 for a token, 0 for padding: (batch, past + tokens); null if nothing is padding.</param>
    /// <param name="device">Where the mask is to lie.</param>
    /// <returns>(batch or 1, 1, tokens, past + tokens), or null if a single token may look at everything.</returns>
    public static Tensor? CausalMask(long tokens, long past, Tensor? paddingMask, Device device)
    {
        using var scope = NewDisposeScope();
        var padding = AdditiveMask(paddingMask);                                            // (batch, 1, 1, past + tokens)
        if (tokens == 1) return padding?.MoveToOuterDisposeScope();

        var future = ones(tokens, past + tokens, device: device).triu(past + 1);            // (tokens, past + tokens): 1 after the own token
        var causal = (future * float.MinValue).unsqueeze(0).unsqueeze(0);
        return (padding is null ? causal : causal + padding).MoveToOuterDisposeScope();
    }

    /// <summary>Splits the last dimension among the heads: (batch, tokens, width) to (batch, heads, tokens, width / heads).</summary>
    public static Tensor SplitHeads(Tensor tensor, int heads) =>
        tensor.view(tensor.shape[0], tensor.shape[1], heads, tensor.shape[2] / heads).transpose(1, 2);

    /// <summary>Puts the heads side by side again: (batch, heads, tokens, headSize) to (batch, tokens, heads × headSize).</summary>
    public static Tensor MergeHeads(Tensor tensor) => tensor.transpose(1, 2).flatten(2);

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
        if (mask is not null) scores += mask;
        var weights = functional.softmax(scores, -1);
        var dropped = dropout > 0 ? functional.dropout(weights, dropout, training: true) : weights;
        return (dropped.matmul(value), weights);
    }
}
