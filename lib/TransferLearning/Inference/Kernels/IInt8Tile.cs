namespace TransferLearning.Inference.Kernels;

/// <summary>The innermost loop of a product of bytes: a few outputs of a few tokens, whose sums stay in registers. Steps of the sum come in quads of four bytes.</summary>
internal unsafe interface IInt8Tile
{
    /// <summary>Outputs that it computes; a divisor of <see cref="Panel.Outputs"/>.</summary>
    static abstract int Outputs { get; }

    /// <summary>Tokens that it computes; a divisor of <see cref="Panel.Tokens"/>.</summary>
    static abstract int Tokens { get; }

    /// <summary>What is added to the tokens' bytes, because the instruction wants them without sign: 128, or 0 where it wants them with sign.</summary>
    static abstract int TokenOffset { get; }

    /// <summary>target[o, t] = Σ weights[k, o] · tokens[k, t].</summary>
    /// <param name="quads">Quads of the sum.</param>
    /// <param name="weights">[quad, <see cref="Panel.Outputs"/>, 4].</param>
    /// <param name="tokens">[quad, <see cref="Panel.Tokens"/>, 4].</param>
    /// <param name="target">[outputs, tokens], rows <see cref="Panel.Tokens"/> apart.</param>
    static abstract void Run(int quads, sbyte* weights, byte* tokens, int* target);
}
