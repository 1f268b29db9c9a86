using System.Numerics.Tensors;
using static TorchSharp.torch;

namespace TransferLearning.Models;

/// <summary>How a language model chooses the next token.</summary>
public sealed record GenerationOptions
{
    /// <summary>How many tokens to add at most, from 1 up.</summary>
    public int MaxNewTokens { get; init; } = 20;

    /// <summary>Whether to draw tokens by their probability. If false, the likeliest one is always taken, and the three settings below do nothing.</summary>
    public bool DoSample { get; init; }

    /// <summary>Above 1 the choice is bolder, below 1 safer; more than 0.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Draw only among this many likeliest tokens; 0 for all.</summary>
    public int TopK { get; init; } = 50;

    /// <summary>Draw only among the likeliest tokens that together have this probability; 1 for all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>The id of the token that ends a text; null to go on regardless.</summary>
    public int? EosTokenId { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxNewTokens, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Temperature);
        ArgumentOutOfRangeException.ThrowIfNegative(TopK);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(TopP);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TopP, 1);
    }

    /// <summary>Chooses a token by its scores, which are overwritten. Random numbers come from <c>torch.manual_seed</c>'s generator.</summary>
    internal int Choose(float[] logits)
    {
        if (!DoSample) return TensorPrimitives.IndexOfMax<float>(logits);

        TensorPrimitives.Divide(logits, (float)Temperature, logits);
        TensorPrimitives.SoftMax<float>(logits, logits);
        int[] order = [.. Enumerable.Range(0, logits.Length)];
        order.AsSpan().Sort((a, b) => logits[b].CompareTo(logits[a]));

        // Keep the likeliest: at most TopK of them, and only until TopP is reached.
        var limit = TopK == 0 ? order.Length : Math.Min(TopK, order.Length);
        var kept = 0;
        var mass = 0.0;
        while (kept < limit && (kept == 0 || mass < TopP)) mass += logits[order[kept++]];

        using var random = rand(1);
        var draw = random.item<float>() * mass;
        for (var i = 0; i < kept; i++)
        {
            draw -= logits[order[i]];
            if (draw < 0) return order[i];
        }

        return order[kept - 1];
    }
}
