using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.NN;

/// <summary>The fused float32 operations against the same layer composed of float64 tensor operations: results and gradients.</summary>
public sealed class FusedLayerTests
{
    private const double Tolerance = 2e-5;

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 33, 65)]
    [InlineData(40, 128, 96)]
    public void Linear_layers_agree(long rows, long inputs, long outputs)
        => Agree([Random(2, rows, inputs), Random(outputs, inputs), Random(outputs)], x => F.linear(x[0], x[1], x[2]));

    [Fact]
    public void Linear_layers_take_transposed_inputs_and_weights()
        => Agree([Random(5, 6, 4), Random(5, 7)], x => F.linear(x[0].transpose(0, 2), x[1].t()));

    [Fact]
    public void Layer_normalization_agrees_with_and_without_weights()
    {
        Agree([Random(5, 3, 17), Random(17), Random(17)], x => F.layer_norm(x[0], [17], x[1], x[2]));
        Agree([Random(4, 3, 5), Random(3, 5)], x => F.layer_norm(x[0], [3, 5], x[1]));
        Agree([Random(4, 6)], x => F.layer_norm(x[0].t(), [4]));
    }

    [Fact]
    public void Activations_agree()
    {
        var x = Random(9, 31) * 4;
        Agree([x], v => F.gelu(v[0]));
        Agree([x], v => F.gelu(v[0], GELU.Approximate.tanh));
        Agree([x], v => F.softmax(v[0], 0));
        Agree([x], v => F.log_softmax(v[0], 1));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0.1, false)]
    [InlineData(0.3, true)]
    public void Cross_entropy_agrees_with_ignored_places_and_weights(double smoothing, bool weighted)
    {
        var target = tensor(new long[] { 0, 3, -100, 2, 2, 4 });
        var weight = weighted ? rand(5, generator: new Generator(4)) + 0.1 : null;
        foreach (var reduction in Enum.GetValues<nn.Reduction>())
            Agree([Random(6, 5)], x => F.cross_entropy(x[0], target, weight?.to(x[0].dtype), -100, reduction, smoothing));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("padding")]
    [InlineData("pairs")]
    [InlineData("causal")]
    public void Attention_agrees_with_every_kind_of_mask(string kind)
    {
        const int Batch = 3, Heads = 2, Queries = 5, Keys = 9, Size = 8;
        Tensor? mask = kind switch
        {
            "padding" => arange(Keys).unsqueeze(0).lt(tensor(new long[] { 9, 4, 1 }).unsqueeze(1)).view(Batch, 1, 1, Keys),
            "pairs" => Random(Batch, 1, Queries, Keys),
            _ => null,
        };
        Agree(
            [Random(Batch, Heads, Queries, Size), Random(Batch, Heads, Keys, Size), Random(Batch, Heads, Keys, Size)],
            x => F.scaled_dot_product_attention(x[0], x[1], x[2], mask is null || mask.dtype == ScalarType.Bool ? mask : mask.to(x[0].dtype), 0, kind == "causal"));
    }

    [Fact]
    public void Attention_reads_heads_where_a_projection_left_them()
        => Agree([Random(2, 6, 12)], x =>
        {
            var heads = x[0].view(2, 6, 3, 4).transpose(1, 2);
            return F.scaled_dot_product_attention(heads, heads, heads).transpose(1, 2).reshape(2, 6, 12);
        });

    [Fact]
    public void Attention_dropout_keeps_the_mean_and_repeats_with_the_seed()
    {
        var q = zeros(1, 1, 400, 4);
        var v = ones(1, 1, 200, 4);
        Tensor Attend()
        {
            manual_seed(9);
            return F.scaled_dot_product_attention(q, zeros(1, 1, 200, 4), v, p: 0.25);
        }
        var first = Attend();
        Assert.Equal(1, first.mean().item<float>(), 0.02);
        Assert.True(first.std().item<float>() > 0.01);
        Golden.AssertClose(first, Attend(), 0, "the same seed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_lstm_agrees_on_packed_sequences_with_given_states(bool bidirectional)
    {
        var single = nn.LSTM(4, 3, 2, bidirectional: bidirectional);
        var exact = nn.LSTM(4, 3, 2, bidirectional: bidirectional, dtype: ScalarType.Float64);
        exact.load_state_dict(single.state_dict());
        long states = bidirectional ? 4 : 2;
        Tensor x = Random(6, 4, 4), h = Random(states, 4, 3), c = Random(states, 4, 3);

        (Tensor[] Results, Tensor?[] Gradients) Read(LSTM lstm, ScalarType type)
        {
            Tensor[] inputs = [.. new[] { x, h, c }.Select(input => input.to(type).detach().clone().requires_grad_())];
            var packed = pack_padded_sequence(inputs[0], tensor(new long[] { 2, 6, 1, 6 }), enforce_sorted: false);
            var (output, hidden, memory) = lstm.call(packed, (inputs[1], inputs[2]));
            var (padded, _) = pad_packed_sequence(output);
            ((padded * Weights(padded)).sum() + (hidden * Weights(hidden)).sum() + (memory * Weights(memory)).sum()).backward();
            return ([padded, hidden, memory], [.. inputs.Select(input => input.grad), .. lstm.parameters().Select(parameter => parameter.grad)]);
        }

        var found = Read(single, ScalarType.Float32);
        var expected = Read(exact, ScalarType.Float64);
        foreach (var (a, b) in expected.Results.Zip(found.Results)) Golden.AssertClose(a, b, Tolerance, "result");
        foreach (var (a, b) in expected.Gradients.Zip(found.Gradients)) Golden.AssertClose(a!, b, Tolerance, "gradient");
    }

    [Fact]
    public void Dropout_keeps_the_mean_and_drops_the_same_places_backwards()
    {
        manual_seed(3);
        var x = ones(200, 100).requires_grad_();
        var y = F.dropout(x, 0.3);
        Assert.Equal(0.3, y.eq(0).to(ScalarType.Float32).mean().item<float>(), 0.01);
        Assert.Equal(1, y.mean().item<float>(), 0.02);
        y.sum().backward();
        Golden.AssertClose(y, x.grad, 1e-6, "gradient");
        Golden.AssertClose(x, F.dropout(x, 0.3, training: false), 0, "evaluation");
    }

    [Fact]
    public void Module_gradients_agree_with_differences()
    {
        using var encoder = nn.TransformerEncoderLayer(6, 2, 8, dropout: 0, activation: nn.Activations.GELU).@double();
        Differences(Random(3, 2, 6).to(ScalarType.Float64), x => encoder.call(x));
        using var norm = nn.BatchNorm1d(4).@double();
        Differences(Random(5, 4).to(ScalarType.Float64), x => norm.call(x));
        using var gru = nn.GRU(3, 4, bidirectional: true).@double();
        Differences(Random(3, 2, 3).to(ScalarType.Float64), x => gru.call(x).Item1);
    }

    private static void Agree(Tensor[] inputs, Func<Tensor[], Tensor> layer)
    {
        (Tensor Result, Tensor?[] Gradients) Run(ScalarType type)
        {
            Tensor[] typed = [.. inputs.Select(input => input.to(type).detach().clone().requires_grad_())];
            var result = layer(typed);
            (result * Weights(result)).sum().backward();
            return (result, [.. typed.Select(input => input.grad)]);
        }

        var (result, gradients) = Run(ScalarType.Float32);
        var (expected, expectedGradients) = Run(ScalarType.Float64);
        Golden.AssertClose(expected, result, Tolerance, "result");
        foreach (var (a, b) in expectedGradients.Zip(gradients)) Golden.AssertClose(a!, b, Tolerance, "gradient");
    }

    private static void Differences(Tensor x, Func<Tensor, Tensor> layer)
    {
        const double Step = 1e-6;
        x.requires_grad_();
        var weights = Weights(layer(x));
        (layer(x) * weights).sum().backward();
        double[] gradient = Golden.Values(x.grad!), values = Golden.Values(x);
        for (int i = 0; i < values.Length; i++)
        {
            double At(double change)
            {
                using var _ = no_grad();
                double[] moved = [.. values];
                moved[i] += change;
                return (layer(tensor(moved).reshape(x.shape)) * weights).sum().item<double>();
            }
            Assert.Equal((At(Step) - At(-Step)) / (2 * Step), gradient[i], 1e-6);
        }
    }

    // Different for every element, so that no gradient is right by symmetry.
    private static Tensor Weights(Tensor tensor) => arange(tensor.numel()).to(tensor.dtype).sin().view(tensor.shape);

    private static Tensor Random(params long[] shape) => randn(shape, generator: new Generator((ulong)shape.Sum() + 17));
}
