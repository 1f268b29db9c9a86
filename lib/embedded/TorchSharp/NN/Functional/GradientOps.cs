using TorchSharp.Kernels;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Norms over many gradients.</summary>
internal static unsafe class GradientOps
{
    /// <summary>The norm of all elements of all gradients together.</summary>
    public static double Norm(IReadOnlyList<Tensor> gradients, double exponent)
    {
        if (double.IsPositiveInfinity(exponent))
            return gradients.Select(gradient => gradient.abs().max().to(ScalarType.Float64).item<double>()).DefaultIfEmpty(0).Max();
        if (exponent <= 0) throw new ArgumentException($"The exponent of the norm is {exponent}, but must be above 0.", nameof(exponent));
        double sum = gradients.Sum(gradient => exponent == 2 && gradient.dtype == ScalarType.Float32
            ? SumOfSquares(gradient)
            : gradient.to(ScalarType.Float64).abs().pow(exponent).sum().item<double>());
        return Math.Pow(sum, 1 / exponent);
    }

    private static double SumOfSquares(Tensor gradient)
    {
        using var dense = Dense.Of(gradient);
        return Reduce.SumOfSquares(dense.Pointer, gradient.numel());
    }
}
