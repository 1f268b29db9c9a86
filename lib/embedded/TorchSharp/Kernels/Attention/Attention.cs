namespace TorchSharp.Kernels;

/// <summary>Scaled dot-product attention (Vaswani et al. 2017) without a [tokens, tokens] matrix in memory.</summary>
internal static unsafe class Attention
{
    /// <summary>Fills Output and, unless null, LogSumExp. A row that is masked completely gives zeros.</summary>
    public static void Forward(in AttentionArguments arguments) => AttentionReference.Forward(arguments);

    /// <summary>The gradients of query, key and value, from the forward's operands, output and LogSumExp.</summary>
    public static void Backward(in AttentionArguments arguments, in AttentionGradients gradients) => AttentionReference.Backward(arguments, gradients);
}
