using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

/// <summary>Compares outputs and gradients with a golden case.</summary>
internal static class GoldenComparison
{
    private const double Tolerance = 1e-5;

    public static void Check(OperationCase given, Func<OperationCase, Tensor[]> function)
    {
        using var scope = NewDisposeScope();
        var outputs = function(given);
        var expected = given.Tensors("outputs");
        Assert.Equal(expected.Count, outputs.Length);
        foreach (var (actual, (output, value)) in outputs.Zip(expected)) AssertClose(value, actual, output);

        var upstream = given.Tensors("upstream");
        if (upstream.Count == 0) return;
        var names = expected.Keys.ToList();
        autograd.backward([.. upstream.Keys.Select(key => outputs[names.IndexOf(key)])], [.. upstream.Values]);
        foreach (var (input, gradient) in given.Tensors("grads"))
        {
            var actual = given[input].grad;
            Assert.True(actual is not null, $"{input} has no gradient");
            AssertClose(gradient, actual, "gradient of " + input);
        }
    }

    private static void AssertClose(Tensor expected, Tensor actual, string what)
    {
        Assert.True(expected.shape.SequenceEqual(actual.shape), $"{what}: shape {string.Join(',', actual.shape)}, expected {string.Join(',', expected.shape)}");
        Assert.Equal(expected.dtype, actual.dtype);
        var (want, have) = (Values(expected), Values(actual));
        for (var i = 0; i < want.Length; i++)
        {
            if (want[i].Equals(have[i])) continue;
            Assert.True(Math.Abs(want[i] - have[i]) <= Tolerance * (1 + Math.Abs(want[i])), $"{what}[{i}]: {have[i]:R}, expected {want[i]:R}");
        }
    }

    private static double[] Values(Tensor tensor) => tensor.detach().to_type(ScalarType.Float64).data<double>().ToArray();
}
