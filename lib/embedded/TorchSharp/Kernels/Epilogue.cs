namespace TorchSharp.Kernels;

/// <summary>The activation an <see cref="Epilogue"/> applies.</summary>
internal enum Activation
{
    None,
    Relu,
    Tanh,
    Gelu,
    GeluTanh,
}

/// <summary>
/// What happens to a tile of a matrix product while it is still in the cache:
/// <c>c = activation(product + bias) + residual</c>. A null pointer leaves its step out.
/// </summary>
internal unsafe struct Epilogue
{
    /// <summary>[n], added to every row.</summary>
    public float* Bias;

    /// <summary>Applied after the bias.</summary>
    public Activation Activation;

    /// <summary>[m, n] with row stride <see cref="PreActivationStride"/>: receives the value before the activation, which its backward needs.</summary>
    public float* PreActivation;

    public long PreActivationStride;

    /// <summary>[m, n] with row stride <see cref="ResidualStride"/>: added last.</summary>
    public float* Residual;

    public long ResidualStride;

    public readonly bool IsEmpty => Bias == null && Activation == Activation.None && PreActivation == null && Residual == null;
}
