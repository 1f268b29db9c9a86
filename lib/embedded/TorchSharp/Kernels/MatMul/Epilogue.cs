using System.Runtime.CompilerServices;

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

    /// <summary>Finishes the tile at <paramref name="c"/>, which is rows <paramref name="row"/> … and columns <paramref name="column"/> … of the product.</summary>
    [MethodImpl(Simd.Hot)]
    public readonly void Apply<V>(float* c, long ldc, int row, int height, int column, int width)
        where V : struct, IVector<V>
    {
        for (int i = 0; i < height; i++, c += ldc)
        {
            float* bias = Bias == null ? null : Bias + column;
            float* before = PreActivation == null ? null : PreActivation + ((row + i) * PreActivationStride) + column;
            float* residual = Residual == null ? null : Residual + ((row + i) * ResidualStride) + column;
            int j = 0;
            for (; j + V.Count <= width; j += V.Count) Apply<V>(c + j, bias + j, before + j, residual + j);
            for (; j < width; j++) Apply<V1>(c + j, bias + j, before + j, residual + j);
        }
    }

    [MethodImpl(Simd.Inline)]
    private readonly void Apply<V>(float* c, float* bias, float* before, float* residual)
        where V : struct, IVector<V>
    {
        V value = V.Load(c);
        if (Bias != null) value += V.Load(bias);
        if (PreActivation != null) value.Store(before);
        value = Activation switch
        {
            Activation.Relu => V.AtLeast(V.Zero, value),
            Activation.Tanh => VectorMath.Tanh(value),
            Activation.Gelu => VectorMath.Gelu(value),
            Activation.GeluTanh => VectorMath.GeluTanh(value),
            _ => value,
        };
        if (Residual != null) value += V.Load(residual);
        value.Store(c);
    }
}
