using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

/// <summary>How each case of the golden file is computed: its outputs, in the file's order.</summary>
public static partial class OperationTable
{
    public static Dictionary<string, Func<OperationCase, Tensor[]>> All { get; } = Join(Arithmetic, Matrices, Shaping, Indexing, Reductions, Chains);

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Arithmetic => new()
    {
        ["add_broadcast"] = c => [c["a"].add(c["b"], 2)],
        ["sub_broadcast_alpha"] = c => [c["a"].add(c["b"], -0.5)],
        ["mul_broadcast"] = c => [c["a"] * c["b"]],
        ["div_broadcast"] = c => [c["a"] / c["b"]],
        ["scalar_ops"] = c => [(3 - c["a"]) * 0.25 + 1.5 / c["b"]],
        ["scalar_tensor_broadcast"] = c => [c["a"] * c["s"]],
        ["pow_scalar"] = c => [c["a"].pow(2), c["a"].pow(3), c["b"].pow(0.5), c["b"].pow(-1.5)],
        ["pow_tensor"] = c => [c["a"].pow(c["b"])],
        ["exp_log_sqrt"] = c =>
            [c["a"].exp(), c["b"].log(), c["b"].sqrt(), c["b"].rsqrt(), c["b"].reciprocal(), c["a"].abs(), -c["a"], c["b"].log1p()],
        ["sin_cos"] = c => [c["a"].sin(), c["a"].cos()],
        ["maximum_minimum"] = c => [maximum(c["a"], c["b"]), minimum(c["a"], c["b"])],
        ["compare"] = c => [c["a"] < c["b"], c["a"] >= c["b"], c["a"] == c["b"], c["a"] != c["b"]],
        ["clamp"] = c => [c["a"].clamp(-0.5, 0.75), c["a"].clamp_min(0)],
        ["erf"] = c => [erf(c["x"])],
        ["tanh"] = c => [c["x"].tanh()],
        ["sigmoid"] = c => [c["x"].sigmoid()],
        ["relu"] = c => [c["x"].relu()],
        ["detach"] = c => [c["x"] * c["x"].detach()],
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Matrices => new()
    {
        ["matmul_2d"] = c => [c["a"].mm(c["b"])],
        ["matmul_batched"] = c => [c["a"].matmul(c["b"])],
        ["matmul_broadcast_batch"] = c => [c["a"].matmul(c["b"])],
        ["matmul_3d_2d"] = c => [c["a"].matmul(c["b"])],
        ["matmul_b_transposed"] = c => [c["a"].matmul(c["b"].transpose(-1, -2))],
        ["matmul_a_transposed"] = c => [c["a"].transpose(-1, -2).matmul(c["b"])],
        ["matmul_vectors"] = c => [c["v"].matmul(c["w"]), c["m"].matmul(c["v"]), c["v"].matmul(c["n"])],
        ["bmm"] = c => [c["a"].bmm(c["b"])],
        ["bmm_both_transposed"] = c => [c["a"].transpose(1, 2).bmm(c["b"].transpose(1, 2))],
        ["addmm"] = c => [addmm(c["b"], c["x"], c["w"], 0.5f, 2)],
        ["einsum_attention"] = c => [einsum("bqhd,bkhd->bhqk", c["q"], c["k"])],
        ["matmul_longer"] = c => [c["a"].mm(c["b"])],
        ["outer_diag"] = c => [c["a"].outer(c["b"]), c["m"].diagonal()],
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Join(params Dictionary<string, Func<OperationCase, Tensor[]>>[] parts) =>
        parts.SelectMany(part => part).ToDictionary();
}
