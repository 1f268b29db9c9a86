namespace TorchSharp.Kernels;

/// <summary>Where a [batch, heads, tokens, headSize] operand lies: three strides in elements; the last dimension is contiguous.</summary>
internal readonly record struct HeadStrides(long Batch, long Head, long Token)
{
    /// <summary>The strides of a contiguous [batch, heads, tokens, headSize].</summary>
    public static HeadStrides Contiguous(long heads, long tokens, long headSize) => new(heads * tokens * headSize, tokens * headSize, headSize);

    /// <summary>The strides of [batch, tokens, heads · headSize], which is how a projection leaves its heads.</summary>
    public static HeadStrides Interleaved(long heads, long tokens, long headSize) => new(tokens * heads * headSize, headSize, heads * headSize);
}

/// <summary>An additive mask that broadcasts: a stride of 0 repeats. A key-padding mask has strides (tokens, 0, 0, 1).</summary>
internal readonly record struct MaskStrides(long Batch, long Head, long Query, long Key);

/// <summary>One call of scaled dot-product attention: softmax(scale · q·kᵀ + mask) · v.</summary>
internal unsafe struct AttentionArguments
{
    public int Batch;
    public int Heads;
    public int QueryTokens;
    public int KeyTokens;
    public int HeadSize;

    /// <summary>Multiplies q·kᵀ: 1/√headSize in the paper.</summary>
    public float Scale;

    /// <summary>Query i sees the keys 0 … i only.</summary>
    public bool Causal;

    public float* Query;
    public HeadStrides QueryStrides;
    public float* Key;
    public HeadStrides KeyStrides;
    public float* Value;
    public HeadStrides ValueStrides;
    public float* Output;
    public HeadStrides OutputStrides;

    /// <summary>Added to the scores; null for none.</summary>
    public float* Mask;

    public MaskStrides MaskStrides;

    /// <summary>[batch, heads, queryTokens]: log Σ exp of each row of scores, written by the forward (may be null there), read by the backward.</summary>
    public float* LogSumExp;

    /// <summary>The probability of dropping an attention weight.</summary>
    public float Dropout;

    public ulong Seed;

    /// <summary>Weight (batch, head, query, key) uses element ((batch·heads + head)·queryTokens + query)·keyTokens + key of the sequence at this offset, rows rounded up to 64 keys.</summary>
    public ulong SeedOffset;

    /// <summary>Elements that dropout takes per row of scores: the keys, rounded up to the generator's block.</summary>
    public readonly long DropoutRow => (KeyTokens + Philox.BlockElements - 1L) / Philox.BlockElements * Philox.BlockElements;

    /// <summary>How many counters dropout takes from the generator.</summary>
    public readonly ulong Counters => Philox.Counters((long)Batch * Heads * QueryTokens * DropoutRow);
}

/// <summary>The gradients' side of <see cref="AttentionArguments"/>: output gradient in, three gradients out (written, not added).</summary>
internal unsafe struct AttentionGradients
{
    public float* Output;
    public HeadStrides OutputStrides;
    public float* Query;
    public HeadStrides QueryStrides;
    public float* Key;
    public HeadStrides KeyStrides;
    public float* Value;
    public HeadStrides ValueStrides;
}
