using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Golden;

/// <summary>How each case of tests/fixtures/ops/nonfinite.json is computed; made by nonfinite.py beside it.</summary>
internal static class NonFiniteTable
{
    private const nn.Reduction None = nn.Reduction.None;
    private const float Infinity = float.PositiveInfinity;

    public static Dictionary<string, Func<OperationCase, Tensor[]>> All { get; } =
        new[] { OfOneElement, OfTwo, Reductions, Layers, Losses }.SelectMany(part => part).ToDictionary();

    private static Dictionary<string, Func<OperationCase, Tensor[]>> OfOneElement => new()
    {
        ["exp"] = c => [c["x"].exp()],
        ["log"] = c => [c["x"].log()],
        ["log1p"] = c => [c["x"].log1p()],
        ["log2"] = c => [c["x"].log2()],
        ["expm1"] = c => [c["x"].expm1()],
        ["sqrt"] = c => [c["x"].sqrt()],
        ["rsqrt"] = c => [c["x"].rsqrt()],
        ["reciprocal"] = c => [c["x"].reciprocal()],
        ["abs"] = c => [c["x"].abs()],
        ["neg"] = c => [c["x"].neg()],
        ["sign"] = c => [c["x"].sign()],
        ["sin"] = c => [c["x"].sin()],
        ["cos"] = c => [c["x"].cos()],
        ["tan"] = c => [c["x"].tan()],
        ["asin"] = c => [c["x"].asin()],
        ["atan"] = c => [c["x"].atan()],
        ["sinh"] = c => [c["x"].sinh()],
        ["cosh"] = c => [c["x"].cosh()],
        ["tanh"] = c => [c["x"].tanh()],
        ["sigmoid"] = c => [c["x"].sigmoid()],
        ["erf"] = c => [c["x"].erf()],
        ["erfc"] = c => [c["x"].erfc()],
        ["relu"] = c => [c["x"].relu()],
        ["square"] = c => [c["x"].square()],
        ["floor"] = c => [c["x"].floor()],
        ["ceil"] = c => [c["x"].ceil()],
        ["round"] = c => [c["x"].round()],
        ["trunc"] = c => [c["x"].trunc()],
        ["frac"] = c => [c["x"].frac()],
        ["isnan"] = c => [c["x"].isnan()],
        ["isinf"] = c => [c["x"].isinf()],
        ["isfinite"] = c => [c["x"].isfinite()],
        ["gelu"] = c => [F.gelu(c["x"])],
        ["gelu_tanh"] = c => [F.gelu(c["x"], GELU.Approximate.tanh)],
        ["silu"] = c => [F.silu(c["x"])],
        ["leaky_relu"] = c => [F.leaky_relu(c["x"], 0.1)],
        ["elu"] = c => [F.elu(c["x"], 1)],
        ["softplus"] = c => [F.softplus(c["x"])],
        ["logsigmoid"] = c => [F.logsigmoid(c["x"])],
        ["clamp"] = c => [c["x"].clamp(-1, 2), c["x"].clamp(min: 0.5), c["x"].clamp(max: 0.5)],
        ["pow_number"] = c => [c["x"].pow(2), c["x"].pow(3), c["x"].pow(0.5), c["x"].pow(-1), c["x"].pow(0)],
        ["nan_to_num"] = c => [c["x"].nan_to_num(), c["x"].nan_to_num(1, 2, 3)],
        ["to_bool"] = c => [c["x"].to_type(ScalarType.Bool)],
        ["half"] = c => [c["x"].to_type(float16).to_type(float32), c["x"].to_type(bfloat16).to_type(float32)],
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> OfTwo => new()
    {
        ["compare"] = c => [c["a"] < c["b"], c["a"] <= c["b"], c["a"] > c["b"], c["a"] >= c["b"], c["a"] == c["b"], c["a"] != c["b"]],
        ["compare_number"] = c => [c["a"] < 0, c["a"] <= 1, c["a"] > Infinity, c["a"] >= -Infinity, c["a"] == 0, c["a"] != float.NaN],
        ["arithmetic"] = c => [c["a"] + c["b"], c["a"] - c["b"], c["a"] * c["b"], c["a"] / c["b"]],
        ["maximum"] = c => [maximum(c["a"], c["b"]), minimum(c["a"], c["b"]), fmax(c["a"], c["b"]), fmin(c["a"], c["b"])],
        ["maximum_gradient"] = c => [maximum(c["a"], c["b"])],
        ["remainder"] = c => [c["a"].remainder(c["b"]), c["a"].fmod(c["b"])],
        ["pow"] = c => [c["a"].pow(c["b"])],
        ["where"] = c => [where(c["c"], c["a"], c["b"])],
        ["isclose"] = c => [c["a"].isclose(c["b"]), c["a"].isclose(c["b"], nanEqual: true)],
        ["atan2"] = c => [c["a"].atan2(c["b"])],
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Reductions => new()
    {
        ["sum"] = c => [c["x"].sum(1), c["x"].sum(), c["x"].sum(dim: 0)],
        ["mean"] = c => [c["x"].mean([1]), c["x"].mean()],
        ["prod"] = c => [c["x"].prod(1)],
        ["var"] = c => [c["x"].var(1), c["x"].std(1), c["x"].var(1, unbiased: false)],
        ["cumulative"] = c => [c["x"].cumsum(1), c["x"].cumprod(1)],
        ["logsumexp"] = c => [c["x"].logsumexp(1)],
        ["norm"] = c => [c["x"].norm(1), c["x"].norm(1, p: 1), c["x"].norm(1, p: Infinity)],
        ["max_dim"] = c =>
        {
            var (max, maxAt) = c["x"].max(1);
            var (min, minAt) = c["x"].min(1);
            return [max, maxAt, min, minAt];
        },
        ["max_all"] = c =>
        {
            var numbers = c["x"].index_select(0, tensor(new long[] { 1, 2, 3, 4, 6 }));
            return [c["x"].max(), c["x"].min(), numbers.max(), numbers.min()];
        },
        ["amax"] = c => [c["x"].amax(1), c["x"].amin(1)],
        ["argmax"] = c => [c["x"].argmax(1), c["x"].argmin(1), c["x"].argmax(), c["x"].argmin()],
        ["sort"] = c =>
        {
            var (rising, risingAt) = c["x"].sort(1, stable: true);
            var (falling, fallingAt) = c["x"].sort(1, descending: true, stable: true);
            return [rising, risingAt, falling, fallingAt];
        },
        ["topk"] = c => [c["x"].topk(2, 1).values, c["x"].topk(2, 1, largest: false).values, c["x"].topk(4, 1).values],
        ["any_all"] = c => [c["x"].to_type(ScalarType.Bool).any(1), c["x"].to_type(ScalarType.Bool).all(1)],
        ["nansum"] = c => [c["x"].nansum()],
        ["median"] = c => [c["x"][0].median(), c["x"][6].median()],
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Layers => new()
    {
        ["softmax"] = c => [F.softmax(c["x"], 1)],
        ["softmax_first"] = c => [F.softmax(c["x"], 0)],
        ["log_softmax"] = c => [F.log_softmax(c["x"], 1)],
        ["layer_norm"] = c => [F.layer_norm(c["x"], [4], c["w"], c["b"])],
        ["matmul"] = c => [c["a"].matmul(c["b"])],
        ["max_pool1d"] = c => [F.max_pool1d(c["x"].unsqueeze(0), 2, 1)],
        ["avg_pool1d"] = c => [F.avg_pool1d(c["x"].unsqueeze(0), 2, 1)],
        ["normalize"] = c => [F.normalize(c["x"], dim: 1)],
        ["cosine_similarity"] = c => [F.cosine_similarity(c["x"], c["x"].flip(0), dim: 1)],
        ["clip_grad_norm_nan"] = Clip,
        ["clip_grad_norm_inf"] = Clip,
        ["clip_grad_norm_zero"] = Clip,
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Losses => new()
    {
        ["mse_loss"] = c => [F.mse_loss(c["a"], c["b"], None), F.mse_loss(c["a"], c["b"])],
        ["l1_loss"] = c => [F.l1_loss(c["a"], c["b"], None)],
        ["smooth_l1_loss"] = c => [F.smooth_l1_loss(c["a"], c["b"], None), F.huber_loss(c["a"], c["b"], 0.5, None)],
        ["binary_cross_entropy"] = c => [F.binary_cross_entropy(c["x"], c["_y"], reduction: None)],
        ["binary_cross_entropy_with_logits"] = c => [F.binary_cross_entropy_with_logits(c["x"], c["_y"], reduction: None)],
        ["cross_entropy"] = c => [F.cross_entropy(c["x"], c["y"], reduction: None)],
        ["cross_entropy_ignored"] = c => [F.cross_entropy(c["x"], c["y"]), F.cross_entropy(c["x"], c["y"], reduction: None)],
        ["cross_entropy_all_ignored"] = c => [F.cross_entropy(c["x"], c["y"])],
        ["cross_entropy_smoothed"] = c => [F.cross_entropy(c["x"], c["y"], reduction: None, label_smoothing: 0.1)],
        ["nll_loss_ignored"] = c => [F.nll_loss(c["x"], c["y"]), F.nll_loss(c["x"], c["y"], reduction: None)],
        ["kl_div"] = c => [F.kl_div(c["x"], c["y"], log_target: false, None)],
        ["cosine_embedding_loss"] = c => [F.cosine_embedding_loss(c["a"], c["b"], c["y"], reduction: None)],
    };

    private static Tensor[] Clip(OperationCase given)
    {
        Parameter[] parameters = [new(zeros_like(given["a"])) { grad = given["a"] }, new(zeros_like(given["b"])) { grad = given["b"] }];
        var total = nn.utils.clip_grad_norm_(parameters, 1);
        return [tensor((float)total), parameters[0].grad!, parameters[1].grad!];
    }
}
