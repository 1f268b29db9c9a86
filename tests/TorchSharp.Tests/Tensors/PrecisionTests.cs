using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

/// <summary>Half precision is a way to store: arithmetic is in single precision, rounded once at the end.</summary>
public sealed class PrecisionTests
{
    public static TheoryData<ScalarType, string> Cases =>
        new MatrixTheoryData<ScalarType, string>([float16, bfloat16], ["add", "matmul", "sum", "softmax", "layer_norm", "exp", "linear"]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Half_types_compute_in_single_precision_and_round_once(ScalarType type, string operation)
    {
        manual_seed(12);
        Tensor a = randn(5, 7).to_type(type), b = randn(7, 7).to_type(type);
        Func<Tensor, Tensor, Tensor> function = operation switch
        {
            "add" => (x, y) => x + y[0],
            "matmul" => (x, y) => x.matmul(y),
            "sum" => (x, _) => x.sum(dim: 1),
            "softmax" => (x, _) => nn.functional.softmax(x, -1),
            "layer_norm" => (x, y) => nn.functional.layer_norm(x, [7], y[0], y[1]),
            "exp" => (x, _) => x.exp(),
            _ => (x, y) => nn.functional.linear(x, y, y[1]),
        };

        var half = function(a, b);
        var single = function(a.to_type(float32), b.to_type(float32));

        Assert.Equal(type, half.dtype);

        // One unit in the last place: 11 bits of precision, or 8.
        var unit = type == float16 ? Math.Pow(2, -10) : Math.Pow(2, -7);
        Assert.True(half.to_type(float32).allclose(single, rtol: 2 * unit, atol: 2 * unit));
    }

    [Theory]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    public void A_module_in_half_precision_trains_in_it(ScalarType type)
    {
        using var module = nn.Linear(3, 2).to(type);
        module.call(randn(4, 3).to_type(type)).sum().backward();
        Assert.Equal(type, module.weight.dtype);
        Assert.Equal(type, module.weight.grad!.dtype);
    }

    [Fact]
    public void Inference_mode_records_nothing_until_its_scope_ends()
    {
        using var x = ones(3, requires_grad: true);
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            Assert.False((x * 2).requires_grad);
            using (inference_mode(mode: false)) Assert.True((x * 2).requires_grad);
            Assert.False((x * 2).requires_grad);
        }

        Assert.False(is_inference_mode_enabled());
        Assert.True((x * 2).requires_grad);
    }
}
