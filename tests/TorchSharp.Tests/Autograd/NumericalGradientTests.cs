using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd;

/// <summary>Gradients against central differences in float64, on shapes with sizes of 1, broadcasting and transposed memory.</summary>
public sealed class NumericalGradientTests
{
    private const double Step = 1e-6;
    private const double Tolerance = 1e-6;

    private static readonly Dictionary<string, Func<Tensor, Tensor, Tensor>> s_operations = new()
    {
        ["add"] = (a, b) => a + b,
        ["sub"] = (a, b) => a - b,
        ["mul"] = (a, b) => a * b,
        ["div"] = (a, b) => a / (b * b + 1),
        ["number over tensor"] = (a, b) => 2 / (a * a + 1) + b,
        ["remainder"] = (a, b) => a.remainder(b * b + 3),
        ["pow"] = (a, b) => (a * a + 0.5).pow(b),
        ["maximum"] = (a, b) => maximum(a, b) - minimum(a, b * 2),
        ["atan"] = (a, b) => a.atan() + b.asinh(),
        ["erf"] = (a, b) => a.erf() * b.erfc(),
        ["tan"] = (a, b) => a.tan() * b.sinh() + a.cosh(),
        ["logs"] = (a, b) => (a * a + 1).log2() + (b * b + 1).log10() + (a * a).log1p(),
        ["expm1"] = (a, b) => a.expm1() + b.exp2(),
        ["where"] = (a, b) => where(a > b, a * 2, b * 3),
        ["clamp"] = (a, b) => a.clamp(-0.5, 0.5) + b.clamp_min(0.1),
        ["sum"] = (a, b) => a.sum(dim: 0) + b.sum(),
        ["mean"] = (a, b) => (a * b).mean([1], keepdim: true),
        ["var"] = (a, b) => (a * b).var(1) + (a + b).std(1, unbiased: false),
        ["norm"] = (a, b) => (a * b).norm(1, p: 3) + a.norm(),
        ["logsumexp"] = (a, b) => (a + b).logsumexp(1),
        ["matmul"] = (a, b) => (a + b).matmul((a - b).transpose(0, 1)),
        ["cumprod"] = (a, b) => (a * b).cumprod(1) + a.cumsum(0),
        ["prod"] = (a, b) => (a + b).prod(dim: 0),
        ["cat"] = (a, b) => cat([a * 2 + b, b + a], 1),
        ["flip"] = (a, b) => (a * b).flip(0, 1) * a,
        ["roll"] = (a, b) => (a * b).roll(1, 1) * a,
        ["repeat"] = (a, b) => (a + b).repeat(2, 1, 2),
        ["unfold"] = (a, b) => (a * b).unfold(1, 2, 1),
        ["diagonal"] = (a, b) => (a * b).diagonal() * 2,
        ["index"] = (a, b) => (a * b)[TensorIndex.Slice(), TensorIndex.Tensor(tensor(new long[] { 2, 0, 2 }))],
        ["strided slice"] = (a, b) => (a * b)[.., TensorIndex.Slice(0, null, 2)],
        ["write into a slice"] = (a, b) =>
        {
            var y = a * 2 + b;
            y[.., 1..3] = (b * a)[.., 0..1];
            return y * y;
        },
        ["in place through a view"] = (a, b) =>
        {
            var y = a + b;
            y.transpose(0, 1).mul_(b.transpose(0, 1) + 3);
            return y.exp();
        },
        ["tensordot by einsum"] = (a, b) => einsum("ij,kj->ik", a, b + a),
        ["einsum of three"] = (a, b) => einsum("ij,ij,kj->ik", a, b + a, a),
        ["sort"] = (a, b) => (a * 3 + b).sort(1).Values * a,
        ["topk"] = (a, b) => (a * 3 + b).topk(2, 1).values,
        ["masked_fill"] = (a, b) => (a * b).masked_fill(a > 0.3, 2),
        ["triu"] = (a, b) => (a * b).triu(1) + (a + b).tril(-1),
    };

    public static TheoryData<string> Operations => [.. s_operations.Keys];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Gradient_is_the_slope(string operation)
    {
        using var scope = NewDisposeScope();
        manual_seed(17);
        var function = s_operations[operation];
        var generator = 0;
        foreach (var (first, second) in (ReadOnlySpan<(long[], long[])>)[([3, 4], [3, 4]), ([3, 4], [1, 4]), ([4, 4], [4, 1]), ([1, 4], [3, 4])])
        {
            var a = Leaf(first, transposed: generator++ % 2 == 0);
            var b = Leaf(second, transposed: generator % 3 == 0);
            Tensor wide = function(a, b);
            var weight = rand(wide.shape, float64) + 0.5;
            (wide * weight).sum().backward();
            foreach (var leaf in (ReadOnlySpan<Tensor>)[a, b])
            {
                var slope = Slope(() => (function(a, b) * weight).sum().item<double>(), leaf);
                var gradient = leaf.grad?.contiguous().data<double>().ToArray() ?? new double[slope.Length];
                for (var i = 0; i < slope.Length; i++)
                {
                    Assert.True(Math.Abs(slope[i] - gradient[i]) <= Tolerance * (1 + Math.Abs(slope[i])), $"shapes {string.Join('x', first)} and {string.Join('x', second)}, element {i}: {gradient[i]}, slope {slope[i]}");
                }
            }
        }
    }

    /// <summary>Values in different distances from one another, so that no ordering changes within a step.</summary>
    private static Tensor Leaf(long[] shape, bool transposed)
    {
        var values = rand(shape, float64) * 2 - 0.8;
        if (transposed) values = values.t().contiguous().t();
        return values.requires_grad_();
    }

    private static double[] Slope(Func<double> function, Tensor leaf)
    {
        using var mode = no_grad();
        var slope = new double[leaf.numel()];
        var flat = leaf.data<double>();
        for (var i = 0; i < slope.Length; i++)
        {
            var index = leaf.shape.Length == 2 ? new[] { i / leaf.shape[1], i % leaf.shape[1] } : [i];
            var value = flat[index];
            flat[index] = value + Step;
            var above = function();
            flat[index] = value - Step;
            var below = function();
            flat[index] = value;
            slope[i] = (above - below) / (2 * Step);
        }

        return slope;
    }
}
