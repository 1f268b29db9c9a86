namespace TransferLearning.Inference.Kernels;

/// <summary>The innermost loop of a product: a few outputs of a few tokens, whose sums stay in registers.</summary>
internal unsafe interface IFloatTile
{
    /// <summary>Outputs that it computes; a divisor of <see cref="Panel.Outputs"/>.</summary>
    static abstract int Outputs { get; }

    /// <summary>Tokens that it computes; a divisor of <see cref="Panel.Tokens"/>.</summary>
    static abstract int Tokens { get; }

    /// <summary>target[o, t] = Σ weights[k, o] · tokens[k, t], added to what is there if asked for.</summary>
    /// <param name="k">Steps of the sum.</param>
    /// <param name="weights">[k, outputs], rows <paramref name="stride"/> floats apart.</param>
    /// <param name="stride">From one row of weights to the next.</param>
    /// <param name="tokens">[k, tokens], rows <see cref="Panel.Tokens"/> floats apart.</param>
    /// <param name="target">[outputs, tokens], rows <see cref="Panel.Tokens"/> floats apart.</param>
    /// <param name="accumulate">Whether to add to what is there.</param>
    static abstract void Run(int k, float* weights, long stride, float* tokens, float* target, bool accumulate);
}
