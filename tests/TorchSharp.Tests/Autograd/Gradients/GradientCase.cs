using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd.Gradients;

/// <summary>Where an input's random numbers lie.</summary>
internal enum Values
{
    /// <summary>-1.5 to 1.5, but not near 0, where many functions have a kink.</summary>
    Signed,

    /// <summary>0.2 to 2.</summary>
    Positive,

    /// <summary>0.1 to 0.9.</summary>
    Fraction,
}

/// <summary>A differentiable function of some tensors.</summary>
/// <param name="Shapes">
/// A shape per input: "ij,jk" for two matrices that can be multiplied. A letter is a random size, the same wherever it stands; a capital is never 0;
/// a digit is a size itself.
/// </param>
/// <param name="Function">The function; every other tensor it needs, it makes from the inputs' shapes, always the same.</param>
internal sealed record GradientCase(string Shapes, Func<Tensor[], Tensor> Function)
{
    public Values Values { get; init; } = Values.Signed;

    /// <summary>Also run with sizes of some inputs left out or 1.</summary>
    public bool Broadcasts { get; init; }

    /// <summary>Single precision draws other random numbers than double: the two are not compared.</summary>
    public bool OtherInSingle { get; init; }

    /// <summary>Not to be had in double precision. The function must be linear in each input, or piecewise so.</summary>
    public bool OnlySingle { get; init; }
}
