using static TorchSharp.torch;

namespace TransferLearning.Models;

/// <summary>What a model returns: a few tensors, which live and are disposed together.</summary>
public abstract record ModelOutput : IDisposable
{
    /// <summary>The embeddings' output, then every layer's: each (batch, tokens, hidden). Only if asked for.</summary>
    public IReadOnlyList<Tensor>? HiddenStates { get; init; }

    /// <summary>Every layer's attention weights: each (batch, heads, query token, key token). Only if asked for.</summary>
    public IReadOnlyList<Tensor>? Attentions { get; init; }

    /// <summary>Every tensor of this output.</summary>
    protected virtual IEnumerable<Tensor?> Tensors => (HiddenStates ?? []).Concat(Attentions ?? []);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in Tensors) tensor?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Hands every tensor to the dispose scope around the current one.</summary>
    internal void MoveTensorsToOuterDisposeScope()
    {
        foreach (var tensor in Tensors) tensor?.MoveToOuterDisposeScope();
    }
}

/// <summary>What an encoder without a head returns.</summary>
public sealed record BaseModelOutput : ModelOutput
{
    /// <summary>The last layer's output: (batch, tokens, hidden).</summary>
    public required Tensor LastHiddenState { get; init; }

    /// <summary>The first token's last hidden state after the pooler: (batch, hidden). Null if the model has no pooler.</summary>
    public Tensor? PoolerOutput { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<Tensor?> Tensors => base.Tensors.Concat([LastHiddenState, PoolerOutput]);
}

/// <summary>What a classifier returns.</summary>
public sealed record SequenceClassifierOutput : ModelOutput
{
    /// <summary>The loss, a scalar; null if no labels were given.</summary>
    public Tensor? Loss { get; init; }

    /// <summary>A score for each label, before softmax: (batch, labels).</summary>
    public required Tensor Logits { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<Tensor?> Tensors => base.Tensors.Concat([Loss, Logits]);
}

/// <summary>What a masked-language model returns.</summary>
public sealed record MaskedLMOutput : ModelOutput
{
    /// <summary>The loss, a scalar, averaged over the predicted positions only; null if no labels were given.</summary>
    public Tensor? Loss { get; init; }

    /// <summary>A score for each entry of the vocabulary, before softmax: (batch, tokens, vocabulary), or (predicted positions, vocabulary).</summary>
    public required Tensor Logits { get; init; }

    /// <inheritdoc/>
    protected override IEnumerable<Tensor?> Tensors => base.Tensors.Concat([Loss, Logits]);
}

internal static class ModelOutputExtensions
{
    /// <summary>Hands an output's tensors to the outer dispose scope and returns the output, for the last line of a forward.</summary>
    public static TOutput MoveToOuterDisposeScope<TOutput>(this TOutput output)
        where TOutput : ModelOutput
    {
        output.MoveTensorsToOuterDisposeScope();
        return output;
    }
}
