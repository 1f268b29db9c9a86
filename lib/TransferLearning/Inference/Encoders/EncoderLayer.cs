using TransferLearning.Inference.Kernels;

namespace TransferLearning.Inference.Encoders;

/// <summary>One layer of an encoder: attention, then the feed-forward block, each with its residual and norm.</summary>
/// <param name="Projections">Queries, keys and values side by side; each begins at a multiple of <see cref="Linear.Group"/>.</param>
/// <param name="AttentionOutput">After attention.</param>
/// <param name="AttentionNorm">After that.</param>
/// <param name="Inner">Into the feed-forward block.</param>
/// <param name="Outer">Out of it.</param>
/// <param name="OutputNorm">At the end.</param>
/// <param name="Heads">The attention heads.</param>
/// <param name="HeadSize">The features of a head.</param>
internal sealed record EncoderLayer(
    Linear Projections, Linear AttentionOutput, LayerNorm AttentionNorm, Linear Inner, Linear Outer, LayerNorm OutputNorm, int Heads, int HeadSize) : IDisposable
{
    /// <summary>The features of queries, and as many of keys and of values.</summary>
    public int AttentionWidth => Heads * HeadSize;

    /// <summary>The first feature of the keys in the projections.</summary>
    public int KeyFeature => KeyFeatureFor(AttentionWidth);

    /// <summary>The first feature of the values.</summary>
    public int ValueFeature => KeyFeature + AttentionWidth;

    /// <summary>Its linear layers.</summary>
    public IEnumerable<Linear> Linears => [Projections, AttentionOutput, Inner, Outer];

    /// <summary>The memory that the weights take, in bytes.</summary>
    public long Bytes => Linears.Sum(linear => linear.Bytes);

    /// <summary>Where the keys begin after queries of some width: at whole groups, so that they can be computed without the queries.</summary>
    public static int KeyFeatureFor(int attentionWidth) => (attentionWidth + Linear.Group - 1) / Linear.Group * Linear.Group;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var linear in Linears) linear.Dispose();
    }
}
