using System.Runtime.CompilerServices;
using TorchSharp.Kernels;

namespace TransferLearning.Inference.Kernels;

/// <summary>What happens to a product's tile while it is still in the cache: bias, activation, and the residual that is added.</summary>
/// <param name="Activation">Applied after the bias.</param>
/// <param name="Residual">Added last: activations of the same shape as the product; no data for none.</param>
internal readonly unsafe record struct Epilogue(Activation Activation, Activations Residual = default)
{
    /// <summary>Finishes some outputs of some tokens.</summary>
    /// <param name="target">[outputs, tokens], rows <see cref="Panel.Tokens"/> floats apart.</param>
    /// <param name="bias">[outputs].</param>
    /// <param name="residual">Laid out as <paramref name="target"/>, or null.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="tokens">The number of tokens, a multiple of the vector's width.</param>
    [MethodImpl(Simd.Hot)]
    public void Apply<V>(float* target, float* bias, float* residual, int outputs, int tokens)
        where V : struct, IVector<V>
    {
        for (var o = 0; o < outputs; o++, target += Panel.Tokens)
        {
            var shift = V.All(bias[o]);
            for (var t = 0; t < tokens; t += V.Count)
            {
                var value = Activate(V.Load(target + t) + shift);
                if (residual != null) value += V.Load(residual + ((long)o * Panel.Tokens) + t);
                value.Store(target + t);
            }
        }
    }

    /// <summary>Where the residual of a panel's output begins; null if there is none.</summary>
    public float* ResidualAt(int panel, int output) => Residual.Data == 0 ? null : Residual.At(panel) + ((long)output * Panel.Tokens);

    /// <summary>The activation of a vector.</summary>
    [MethodImpl(Simd.Inline)]
    public V Activate<V>(V value)
        where V : struct, IVector<V> => Activation switch
        {
            Activation.Gelu => VectorMath.Gelu(value),
            Activation.GeluTanh => VectorMath.GeluTanh(value),
            Activation.Relu => V.AtLeast(V.Zero, value),
            Activation.Silu => value * VectorMath.Sigmoid(value),
            Activation.Tanh => VectorMath.Tanh(value),
            _ => value,
        };
}
