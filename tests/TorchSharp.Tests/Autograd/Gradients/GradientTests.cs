using TorchSharp.Engine;
using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd.Gradients;

/// <summary>
/// Every operation's gradient against its slope: at random odd shapes, with sizes of 1 and 0, broadcasting, and inputs and incoming gradients that
/// are not contiguous. In double precision by central differences; in single precision, which has kernels of its own, against double.
/// </summary>
public sealed class GradientTests
{
    private const double Tolerance = 2e-6;
    private const double SingleTolerance = 3e-4;

    public static TheoryData<string> Cases => [.. GradientCases.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradient_is_the_slope(string name)
    {
        var given = GradientCases.All[name];
        for (var round = 0; round < GradientInputs.Rounds(given); round++)
        {
            using var scope = NewDisposeScope();
            var inputs = new GradientInputs(given, round);
            var (leaves, function) = Prepare(given, inputs.Make(), given.OnlySingle ? ScalarType.Float32 : ScalarType.Float64);
            var where = $"{name} on {string.Join(", ", leaves.Select(leaf => $"[{string.Join(", ", leaf.shape)}]"))}";

            var (value, upstream, gradients) = Differentiate(function, leaves, like: inputs, (Layout)(round % 3));
            for (var i = 0; i < leaves.Length; i++)
            {
                Assert.True(leaves[i].shape.SequenceEqual(gradients[i].Shape), $"{where}: gradient {i} has another shape");
                AssertClose(Slope(() => function(leaves), upstream, leaves[i]), gradients[i].Numbers, given.OnlySingle ? SingleTolerance : Tolerance, $"{where}: gradient {i}");
            }

            AloneAsTogether(function, leaves, upstream, gradients, where);
            if (given is { OnlySingle: false, OtherInSingle: false }) SingleAsDouble(given, leaves, value, upstream, gradients, where);
        }
    }

    [Fact]
    public void Every_function_that_computes_gradients_is_tested_here()
    {
        var tested = new HashSet<string>();
        foreach (var given in GradientCases.All.Values)
        {
            using var scope = NewDisposeScope();
            foreach (var type in given.OnlySingle ? [ScalarType.Float32] : (ReadOnlySpan<ScalarType>)[ScalarType.Float32, ScalarType.Float64])
            {
                for (var round = 0; round < GradientInputs.RandomRounds; round++)
                {
                    var (leaves, function) = Prepare(given, new GradientInputs(given, round).Make(), type);
                    BackwardFunctions.AddThoseBehind(function(leaves), tested);
                }
            }
        }

        Assert.Empty(BackwardFunctions.All.Except(tested).Except(GradientCases.WithoutGradient));
        Assert.Empty(tested.Except(BackwardFunctions.All));
    }

    private static (Tensor[] Leaves, Func<Tensor[], Tensor> Function) Prepare(GradientCase given, Tensor[] inputs, ScalarType type)
    {
        Tensor[] leaves = [.. inputs.Select(leaf => Converted(leaf, type).requires_grad_())];
        return (leaves, given.Function);
    }

    /// <summary>In another type and the same layout.</summary>
    private static Tensor Converted(Tensor leaf, ScalarType type)
    {
        if (leaf.dtype == type) return leaf.alias();
        var converted = CopyOps.CloneWithStrides(leaf.to_type(type), leaf.stride());
        return converted;
    }

    private static (double[] Value, Tensor Upstream, (long[] Shape, double[] Numbers)[] Gradients) Differentiate(
        Func<Tensor[], Tensor> function, Tensor[] leaves, GradientInputs like, Layout layout)
    {
        var value = function(leaves);
        var upstream = like.Leaf(value.shape, layout);
        return (Numbers(value), upstream, Backward(value, upstream, leaves));
    }

    private static (long[] Shape, double[] Numbers)[] Backward(Tensor value, Tensor upstream, Tensor[] leaves)
    {
        foreach (var leaf in leaves) leaf.grad = null;
        autograd.backward([value], [upstream]);
        return [.. leaves.Select(leaf => leaf.grad is { } gradient ? (gradient.shape, Numbers(gradient)) : (leaf.shape, new double[leaf.numel()]))];
    }

    /// <summary>The same gradients when only one input asks for its own: other branches of the backward function.</summary>
    private static void AloneAsTogether(Func<Tensor[], Tensor> function, Tensor[] leaves, Tensor upstream, (long[] Shape, double[] Numbers)[] expected, string where)
    {
        for (var i = 0; i < leaves.Length && leaves.Length > 1; i++)
        {
            Tensor[] others = [.. leaves.Select((leaf, j) => i == j ? leaf : leaf.detach())];
            var value = function(others);
            if (!value.requires_grad) continue;
            AssertClose(expected[i].Numbers, Backward(value, upstream, [leaves[i]])[0].Numbers, 1e-5, $"{where}: gradient {i} alone");
        }
    }

    private static void SingleAsDouble(
        GradientCase given, Tensor[] leaves, double[] value, Tensor upstream, (long[] Shape, double[] Numbers)[] expected, string where)
    {
        Tensor[] narrow = [.. leaves.Select(leaf => Converted(leaf.detach(), ScalarType.Float32).requires_grad_())];
        var single = given.Function(narrow);
        Assert.Equal(ScalarType.Float32, single.dtype);
        AssertClose(value, Numbers(single), SingleTolerance, $"{where}: value in single precision");
        var gradients = Backward(single, Converted(upstream, ScalarType.Float32), narrow);
        for (var i = 0; i < narrow.Length; i++) AssertClose(expected[i].Numbers, gradients[i].Numbers, SingleTolerance, $"{where}: gradient {i} in single precision");
    }

    private static double[] Slope(Func<Tensor> function, Tensor upstream, Tensor leaf)
    {
        using var mode = no_grad();

        // What is only linear has no error from a wide step, and single precision needs one.
        var step = leaf.dtype == ScalarType.Float32 ? 1 / 64.0 : 1e-6;
        using var weights = upstream.to_type(ScalarType.Float64);
        var slope = new double[leaf.numel()];
        for (var i = 0; i < slope.Length; i++)
        {
            var change = zeros_like(leaf).contiguous();
            change.view(-1)[i] = step;
            leaf.add_(change);
            var above = Weighted();
            leaf.sub_(change * 2);
            slope[i] = (above - Weighted()) / (2 * step);
            leaf.add_(change);
        }

        return slope;

        double Weighted() => (function().to_type(ScalarType.Float64) * weights).sum().item<double>();
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance, string where)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"{where}, element {i}: {actual[i]}, expected {expected[i]}");
        }
    }

    private static double[] Numbers(Tensor tensor) => tensor.detach().to_type(ScalarType.Float64).data<double>().ToArray();
}
