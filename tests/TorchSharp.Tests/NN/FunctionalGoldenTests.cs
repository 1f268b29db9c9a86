using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.NN;

/// <summary>The functional layers and losses against PyTorch 1.13.1: outputs and the gradients of all inputs (tests/fixtures/ops).</summary>
public sealed class FunctionalGoldenTests
{
    private const double Tolerance = 5e-6;
    private const nn.Reduction None = nn.Reduction.None, Sum = nn.Reduction.Sum;

    private static readonly Dictionary<string, JsonElement> Cases =
        Golden.Json("ops", "ops.json").GetProperty("cases").EnumerateArray().ToDictionary(json => json.GetProperty("name").GetString()!);

    private static readonly Dictionary<string, Func<Inputs, Dictionary<string, Tensor>>> Operations = new()
    {
        ["gelu_exact"] = x => Out(F.gelu(x["x"])),
        ["gelu_tanh"] = x => Out(F.gelu(x["x"], GELU.Approximate.tanh)),
        ["tanh"] = x => Out(F.tanh(x["x"])),
        ["sigmoid"] = x => Out(F.sigmoid(x["x"])),
        ["relu"] = x => Out(F.relu(x["x"])),
        ["silu"] = x => Out(F.silu(x["x"])),
        ["softplus"] = x => Out(F.softplus(x["x"])),
        ["leaky_relu_elu"] = x => new() { ["leaky_relu"] = F.leaky_relu(x["x"], 0.01), ["elu"] = F.elu(x["x"], 1) },
        ["logsigmoid"] = x => Out(F.logsigmoid(x["x"])),
        ["linear_bias"] = x => Out(F.linear(x["x"], x["w"], x["b"])),
        ["softmax_last"] = x => Out(F.softmax(x["x"], -1)),
        ["softmax_dim1"] = x => Out(F.softmax(x["x"], 1)),
        ["softmax_extreme"] = x => Out(F.softmax(x["x"], -1)),
        ["log_softmax_last"] = x => Out(F.log_softmax(x["x"], -1)),
        ["log_softmax_dim0"] = x => Out(F.log_softmax(x["x"], 0)),
        ["layer_norm"] = x => Out(F.layer_norm(x["x"], [7], x["w"], x["b"], 1e-12)),
        ["layer_norm_2dims_eps"] = x => Out(F.layer_norm(x["x"], [3, 7], x["w"], x["b"], 1e-2)),
        ["layer_norm_no_affine"] = x => Out(F.layer_norm(x["x"], [7])),
        ["batch_norm_train"] = x => Out(F.batch_norm(x["x"], zeros(3), ones(3), x["w"], x["b"], training: true)),
        ["batch_norm_eval"] = x => Out(F.batch_norm(x["x"], x["rm"].detach(), x["rv"].detach(), x["w"], x["b"])),
        ["normalize_cosine"] = x => new() { ["normalize"] = F.normalize(x["a"], dim: -1), ["cosine"] = F.cosine_similarity(x["a"], x["b"], dim: -1) },
        ["embedding_padding_idx"] = x => Out(EmbeddingOps.Lookup(x["ids"], x["w"], 1)),
        ["embedding_plain"] = x => Out(EmbeddingOps.Lookup(x["ids"], x["w"], null)),
        ["one_hot"] = x => Out(F.one_hot(x["ids"], 7)),
        ["cross_entropy_mean"] = x => Out(F.cross_entropy(x["x"], x["y"])),
        ["cross_entropy_sum_none"] = x => new() { ["sum"] = F.cross_entropy(x["x"], x["y"], reduction: Sum), ["none"] = F.cross_entropy(x["x"], x["y"], reduction: None) },
        ["cross_entropy_ignore"] = x => Out(F.cross_entropy(x["x"], x["y"], ignore_index: -100)),
        ["cross_entropy_ignore_none"] = x => Out(F.cross_entropy(x["x"], x["y"], ignore_index: -100, reduction: None)),
        ["cross_entropy_weight"] = x => Out(F.cross_entropy(x["x"], x["y"], weight: x["w"])),
        ["cross_entropy_smoothing"] = x => Out(F.cross_entropy(x["x"], x["y"], label_smoothing: 0.1)),
        ["cross_entropy_weight_smoothing"] = x => Out(F.cross_entropy(x["x"], x["y"], weight: x["w"], label_smoothing: 0.2)),
        ["cross_entropy_nd"] = x => Out(F.cross_entropy(x["x"], x["y"])),
        ["cross_entropy_soft_targets"] = x => Out(F.cross_entropy(x["x"], x["p"])),
        ["nll"] = x => new()
        {
            ["plain"] = F.nll_loss(x["lp"], x["y"]),
            ["weighted_ignore2"] = LossOps.NegativeLogLikelihood(x["lp"], x["y"], x["w"], 2, nn.Reduction.Mean),
        },
        ["bce_with_logits"] = x => new()
        {
            ["mean"] = F.binary_cross_entropy_with_logits(x["x"], x["y"]),
            ["pos_weight"] = F.binary_cross_entropy_with_logits(x["x"], x["y"], pos_weights: x["pos_weight"]),
            ["weight_sum"] = F.binary_cross_entropy_with_logits(x["x"], x["y"], x["w"], Sum),
            ["none"] = F.binary_cross_entropy_with_logits(x["x"], x["y"], reduction: None, pos_weights: x["pos_weight"]),
        },
        ["bce"] = x => Out(F.binary_cross_entropy(x["p"], x["y"])),
        ["mse_l1_huber"] = x => new()
        {
            ["mse"] = F.mse_loss(x["a"], x["b"]),
            ["mse_sum"] = F.mse_loss(x["a"], x["b"], Sum),
            ["l1"] = F.l1_loss(x["a"], x["b"]),
            ["smooth_l1"] = F.smooth_l1_loss(x["a"], x["b"]),
            ["huber"] = F.huber_loss(x["a"], x["b"], 0.5),
        },
        ["kl_div"] = x => Out(F.kl_div(x["lq"], x["p"], log_target: false, Sum) / x["lq"].shape[0]),
        ["distillation"] = x => Out(
            F.kl_div(F.log_softmax(x["s"] / 2, -1), F.softmax(x["t"] / 2, -1), log_target: false, Sum) * 4 / x["s"].shape[0]),
        ["repeat_pad"] = x => new() { ["pad"] = F.pad(x["x"], [1, 2, 0, 1], value: 0.5) },
        ["sdpa_no_mask"] = x => Out(F.scaled_dot_product_attention(x["q"], x["k"], x["v"])),
        ["sdpa_key_padding"] = x => Out(F.scaled_dot_product_attention(x["q"], x["k"], x["v"], x["mask"])),
        ["sdpa_additive"] = x => Out(F.scaled_dot_product_attention(x["q"], x["k"], x["v"], x["mask"])),
        ["sdpa_causal"] = x => Out(F.scaled_dot_product_attention(x["q"], x["k"], x["v"], is_casual: true)),
        ["conv1d"] = x => Out(F.conv1d(x["x"], x["w"], x["b"], 2, 1, 2)),
        ["conv1d_groups"] = x => Out(F.conv1d(x["x"], x["w"], groups: 2)),
        ["conv2d"] = x => Out(F.conv2d(x["x"], x["w"], x["b"], [2, 1], [1, 0])),
        ["pooling"] = x => new() { ["max"] = F.max_pool1d(x["x"], 3, 2, 1), ["avg"] = F.avg_pool1d(x["x"], 2), ["adaptive"] = F.adaptive_avg_pool1d(x["x"], 3) },
        ["max_pool2d"] = x => Out(F.max_pool2d(x["x"], 2)),
        ["ffn_chain"] = x => Out(F.layer_norm(
            x["x"] + F.linear(F.gelu(F.linear(x["x"], x["w1"], x["b1"])), x["w2"], x["b2"]), [5], x["lw"], x["lb"])),
    };

    // Cases that also hold numbers which these functions do not compute: their gradients come from more than what is compared here.
    private static readonly HashSet<string> OutputsOnly = ["repeat_pad", "sdpa_no_mask", "sdpa_key_padding", "sdpa_additive", "sdpa_causal"];

    public static TheoryData<string> Names => new(Operations.Keys);

    public static TheoryData<string, double, double> Clippings => new()
    {
        { "clip_grad_norm_max1_p2", 1, 2 },
        { "clip_grad_norm_max100_p2", 100, 2 },
        { "clip_grad_norm_max0.5_pinf", 0.5, double.PositiveInfinity },
    };

    /// <summary>The cases of the golden file that are computed here.</summary>
    internal static IEnumerable<string> Tested => [.. Operations.Keys, .. Clippings.Select(row => row.Data.Item1)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Function_agrees_with_pytorch(string name)
    {
        var json = Cases[name];
        var inputs = new Inputs(json);
        var outputs = Operations[name](inputs);
        foreach (var (key, output) in outputs)
            Golden.AssertClose(Golden.Tensor(json.GetProperty("outputs").GetProperty(key)), output, Tolerance, $"{name}.{key}");

        if (!json.TryGetProperty("grads", out var grads) || OutputsOnly.Contains(name)) return;
        var upstream = json.GetProperty("upstream");
        var total = outputs.Where(entry => upstream.TryGetProperty(entry.Key, out _))
            .Select(entry => (entry.Value * Golden.Tensor(upstream.GetProperty(entry.Key))).sum())
            .Aggregate((a, b) => a + b);
        total.backward();
        foreach (var grad in grads.EnumerateObject())
            Golden.AssertClose(Golden.Tensor(grad.Value), inputs[grad.Name].grad, Tolerance, $"{name}: gradient of {grad.Name}");
    }

    [Theory]
    [MemberData(nameof(Clippings))]
    public void Gradients_are_clipped_as_pytorch_does(string name, double maxNorm, double normType)
    {
        var json = Cases[name];
        var parameters = Enumerable.Range(0, 3).Select(i =>
        {
            var grad = Golden.Tensor(json.GetProperty("inputs").GetProperty($"grad{i}"));
            return new Parameter(zeros(grad.shape)) { grad = grad };
        }).ToArray();

        double norm = nn.utils.clip_grad_norm_(parameters, maxNorm, normType);

        var outputs = json.GetProperty("outputs");
        Golden.AssertClose(Golden.Tensor(outputs.GetProperty("total_norm")), tensor((float)norm), Tolerance, "norm");
        for (int i = 0; i < 3; i++) Golden.AssertClose(Golden.Tensor(outputs.GetProperty($"clipped{i}")), parameters[i].grad, Tolerance, $"gradient {i}");
    }

    private static Dictionary<string, Tensor> Out(Tensor output) => new() { ["out"] = output };

    private sealed class Inputs
    {
        private readonly Dictionary<string, Tensor> _tensors = [];

        public Inputs(JsonElement json)
        {
            foreach (var entry in json.GetProperty("inputs").EnumerateObject())
            {
                var tensor = Golden.Tensor(entry.Value);
                bool wanted = json.TryGetProperty("grads", out var grads) && grads.TryGetProperty(entry.Name, out _);
                _tensors.Add(entry.Name, wanted ? tensor.requires_grad_() : tensor);
            }
        }

        public Tensor this[string name] => _tensors[name];
    }
}
