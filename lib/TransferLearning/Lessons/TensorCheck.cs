using System.Globalization;
using static TorchSharp.torch;

namespace TransferLearning.Lessons;

/// <summary>Compares a student's tensor with the expected one and says, in a student's terms, what differs.</summary>
internal static class TensorCheck
{
    /// <summary>Null when both agree; otherwise the first difference in shape, type or value.</summary>
    public static string? Difference(Tensor answer, Tensor expected, double tolerance = 1e-4)
    {
        if (!answer.shape.AsSpan().SequenceEqual(expected.shape))
            return $"The shape is {Shape(answer)}, and {Shape(expected)} is asked for.";
        if (answer.dtype != expected.dtype)
            return $"The elements are {answer.dtype}, and {expected.dtype} is asked for.";

        using var scope = NewDisposeScope();
        var got = Values(answer);
        var want = Values(expected);
        for (var i = 0; i < want.Length; i++)
        {
            if (!(Math.Abs(got[i] - want[i]) <= tolerance * (1 + Math.Abs(want[i]))))
                return string.Create(CultureInfo.InvariantCulture, $"Element {Position(i, expected.shape)} is {got[i]:g6}, and it should be {want[i]:g6}.");
        }

        return null;
    }

    /// <summary>What to say of the first of some well-known mistakes that the answer agrees with; null if it is none of them.</summary>
    public static string? ProblemOf(Tensor answer, IEnumerable<(Tensor Mistake, string Problem)> mistakes) =>
        mistakes.FirstOrDefault(known => Difference(answer, known.Mistake) is null).Problem;

    /// <summary>A shape as the lessons write it: (2, 3).</summary>
    public static string Shape(Tensor tensor) => $"({string.Join(", ", tensor.shape)})";

    private static double[] Values(Tensor tensor) => tensor.detach().to(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();

    private static string Position(int flat, long[] shape)
    {
        var index = new long[shape.Length];
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            index[d] = flat % shape[d];
            flat = (int)(flat / shape[d]);
        }

        return $"[{string.Join(", ", index)}]";
    }
}
