using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TransferLearning.Models;

/// <summary>Attention in which a token sees only itself and those before it, as in a decoder.</summary>
internal sealed class CausalAttention
{
    private readonly bool isWholeText;
    private readonly Tensor? future;
    private readonly Tensor? padding;

    /// <summary>Prepares the masks of one forward, for all its layers.</summary>
    /// <param name="tokens">The number of new tokens, which look.</param>
    /// <param name="past">The number of tokens before them, which are only looked at.</param>
    /// <param name="paddingMask">1 for a token, 0 for padding: (batch, past + tokens); null if nothing is padding.</param>
    /// <param name="device">Where the masks are to lie.</param>
    public CausalAttention(long tokens, long past, Tensor? paddingMask, Device device)
    {
        isWholeText = past == 0 && tokens > 1;
        future = tokens == 1 ? null : ones(tokens, past + tokens, device: device).triu(past + 1).to_type(ScalarType.Bool); // (tokens, past + tokens)
        padding = Attention.AdditiveMask(paddingMask);                                                                     // (batch, 1, 1, past + tokens)
    }

    /// <summary>Each query takes the mean of the values up to its own token, weighted by how well the keys fit.</summary>
    /// <inheritdoc cref="Attention.Attend" path="/param|/returns"/>
    public (Tensor Context, Tensor? Weights) Attend(Tensor query, Tensor key, Tensor value, double dropout, bool returnWeights)
    {
        if (padding is null && !returnWeights && (isWholeText || future is null))
            return (functional.scaled_dot_product_attention(query, key, value, null, dropout, is_casual: isWholeText), null);

        // Step by step, as Hugging Face does it: the future's scores are replaced and get no gradient, padding's are lowered.
        var scores = query.matmul(key.transpose(-2, -1)) * (1 / Math.Sqrt(query.shape[^1])); // (batch, heads, tokens, past + tokens)
        if (future is not null) scores = scores.masked_fill(future, float.MinValue); // (batch, heads, tokens, past + tokens)
        if (padding is not null) scores += padding;
        return Attention.WeightedMean(scores, value, dropout);
    }
}
