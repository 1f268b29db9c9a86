using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd.Gradients;

/// <summary>The differentiable operations. That none is missing, a test checks against the engine's backward functions.</summary>
internal static partial class GradientCases
{
    /// <summary>Functions of one element whose gradient is refused.</summary>
    public static IReadOnlySet<string> WithoutGradient { get; } = new HashSet<string> { "Digamma" };

    public static Dictionary<string, GradientCase> All { get; } =
        new[] { OfOneElement, Pointwise, Matrices, Views, Indexing, Reductions, Layers, Windows, Sequences, Losses }.SelectMany(part => part).ToDictionary();

    /// <summary>Every function of one element, found by its type.</summary>
    private static Dictionary<string, GradientCase> OfOneElement => BackwardFunctions.UnaryOperations.Where(type => !WithoutGradient.Contains(type.Name)).ToDictionary(type => "element: " + type.Name, type =>
    {
        var apply = typeof(UnaryOps).GetMethod(nameof(UnaryOps.Apply), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).CreateDelegate<Func<Tensor, Tensor>>();
        return new GradientCase("ij", x => apply(type.Name == "Acosh" ? x[0] + 1.1 : x[0])) { Values = IsDefinedBelowZero(type.Name) ? Values.Signed : Values.Fraction };
    });

    private static bool IsDefinedBelowZero(string name) => name is "Abs" or "Asinh" or "Atan" or "Ceil" or "Cos" or "Cosh" or "Deg2Rad" or "Erf" or "Erfc" or "Exp" or "Exp2" or "Expm1"
        or "Floor" or "Frac" or "LogSigmoidOp" or "Rad2Deg" or "Reciprocal" or "Relu" or "Round" or "Sigmoid" or "Sign" or "SiluOp" or "Sin" or "Sinc" or "Sinh" or "Square" or "Tanh" or "Trunc";

    /// <summary>Whole numbers below <paramref name="high"/>, always the same for a shape.</summary>
    private static Tensor Integers(long high, params long[] shape)
    {
        var random = new Random(5);
        var numbers = new long[shape.Aggregate(1L, (product, size) => product * size)];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = random.NextInt64(high);
        return tensor(numbers, shape);
    }

    /// <summary>Numbers from 0.5 to 1.4, always the same for a shape.</summary>
    private static Tensor Weights(ScalarType type, params long[] shape) => (Integers(10, shape).to_type(type) * 0.1) + 0.5;

    private static Tensor Mask(params long[] shape) => Integers(2, shape).eq(1);

    /// <summary>Distances between the numbers of a tensor that no step of a slope bridges: its elements keep their order.</summary>
    private static Tensor Apart(Tensor x) => x + (Integers(1000, x.shape).to_type(x.dtype) * 0.05);
}
