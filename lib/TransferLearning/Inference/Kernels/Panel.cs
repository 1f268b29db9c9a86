namespace TransferLearning.Inference.Kernels;

/// <summary>
/// How activations lie in memory: the tokens of all texts, one after the other, in panels of <see cref="Tokens"/>; in a panel, feature after feature, a row of
/// its tokens each: [panel, feature, token]. The result of a product then is the operand of the next one as it stands, and what is done to every token alike
/// (normalising, softmax, quantizing) runs down the rows, a vector of tokens at a time.
/// </summary>
internal static class Panel
{
    /// <summary>Tokens in a panel: two vectors of AVX-512.</summary>
    public const int Tokens = 32;

    /// <summary>Outputs in a tile of weights; buffers have room for whole tiles.</summary>
    public const int Outputs = 12;

    /// <summary>How many panels some tokens fill.</summary>
    public static int Count(int tokens) => (tokens + Tokens - 1) / Tokens;

    /// <summary>Features rounded up to whole tiles.</summary>
    public static int Rounded(int features) => (features + Outputs - 1) / Outputs * Outputs;
}
