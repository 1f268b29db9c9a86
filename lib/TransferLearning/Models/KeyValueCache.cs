using static TorchSharp.torch;

namespace TransferLearning.Models;

/// <summary>The keys and values of the tokens that a decoder has read already, so that the next token costs one step and not the whole text again.</summary>
public sealed class KeyValueCache : IDisposable
{
    private readonly Dictionary<int, (Tensor Key, Tensor Value)> layers = [];

    /// <summary>How many tokens have been read.</summary>
    public long Length => layers.Count == 0 ? 0 : layers[0].Key.shape[2];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (key, value) in layers.Values)
        {
            key.Dispose();
            value.Dispose();
        }

        layers.Clear();
    }

    /// <summary>Adds the new tokens' keys and values, each (batch, heads, new tokens, headSize), and returns those of all tokens.</summary>
    internal (Tensor Key, Tensor Value) Append(int layer, Tensor key, Tensor value)
    {
        if (layers.TryGetValue(layer, out var past))
        {
            key = cat([past.Key, key], dim: 2); // (batch, heads, past + tokens, headSize)
            value = cat([past.Value, value], dim: 2); // (batch, heads, past + tokens, headSize)
            past.Key.Dispose();
            past.Value.Dispose();
        }

        // The cache outlives the forward's dispose scope, and owns copies that the forward does not dispose.
        layers[layer] = (key.alias().DetachFromDisposeScope(), value.alias().DetachFromDisposeScope());
        return (key, value);
    }
}
