namespace TransferLearning.Inference.Kernels;

/// <summary>The function after a linear layer.</summary>
internal enum Activation
{
    None,
    Gelu,
    GeluTanh,
    Relu,
    Silu,
    Tanh,
}
