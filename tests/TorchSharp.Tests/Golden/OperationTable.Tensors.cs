using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

public static partial class OperationTable
{
    private static Dictionary<string, Func<OperationCase, Tensor[]>> Shaping => new()
    {
        ["cat_stack"] = c => [cat([c["a"], c["b"]], 1), cat([c["a"], c["a"]], -1), stack([c["a"], c["a"] * 2], 1)],
        ["split_chunk"] = c => [.. c["x"].split([2, 3, 2], dim: 1), .. c["x"].chunk(3, 1)],
        ["transpose_permute"] = c => [c["x"].transpose(0, 2), c["x"].permute(2, 0, 1), c["x"][0].t()],
        ["reshape_view_expand"] = c =>
        [
            c["x"].reshape(5, -1),
            c["x"].permute(1, 0, 2).reshape(3, 10),
            c["v"].unsqueeze(0).expand(2, 3, 4),
            c["v"].squeeze(1),
            c["x"].flatten(1),
        ],
        ["flip_roll_narrow"] = c => [c["x"].flip(0, 2), c["x"].roll(2, 1), c["x"].narrow(1, 1, 2), c["x"].select(2, -2)],
        ["triu_tril"] = c => [c["x"].triu(), c["x"].triu(1), c["x"].tril(-1), c["x"].tril(2)],
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Indexing => new()
    {
        ["gather"] = c => [c["x"].gather(1, c["idx"])],
        ["index_select"] = c => [c["x"].index_select(1, c["idx"])],
        ["advanced_index"] = c => [c["x"][c["i"], c["j"]], c["x"][.., TensorIndex.Tensor(c["j"])]],
        ["scatter_add"] = c => [c["x"].scatter_add(1, c["idx"], c["src"])],
        ["scatter"] = c => [c["x"].scatter(1, c["idx"], c["src"])],
        ["masked_fill"] = c => [c["x"].masked_fill(c["mask"], -1e9)],
        ["where"] = c => [where(c["mask"], c["a"], c["b"])],
        ["masked_select_nonzero"] = c => [c["x"][c["mask"]], c["mask"].nonzero()],
        ["index_put_slice"] = c =>
        {
            var y = c["x"].clone();
            y[.., 1..3] = c["src"];
            return [y];
        },
        ["slicing"] = c =>
        [
            c["x"][1.., TensorIndex.Slice(step: 2)],
            c["x"][.., ^3..^1],
            c["x"][TensorIndex.Ellipsis, TensorIndex.Slice(1, null, 3)],
            c["x"][-1],
            c["x"][.., TensorIndex.None, 2],
        ],
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Reductions => new()
    {
        ["logsumexp"] = c => [c["x"].logsumexp(1), c["x"].transpose(0, 1).reshape(3, -1).logsumexp(1, keepdim: true).reshape(1, 3, 1)],
        ["norms"] = c => [c["a"].norm(), c["a"].norm(1), c["a"].norm(0, keepdim: true, p: 1)],
        ["sum_mean"] = c => [c["x"].sum(), c["x"].sum(1), c["x"].mean([0, 2]), c["x"].mean([-1], keepdim: true)],
        ["var_std"] = c => [c["x"].var(1), c["x"].var(unbiased: false), c["x"].std(-1, keepdim: true), c["x"].std([0, 2], unbiased: false)],
        ["max_min_dim"] = c =>
        {
            var (max, maxIndex) = c["x"].max(1);
            var (min, minIndex) = c["x"].min(-1, keepdim: true);
            return [max, maxIndex, min, minIndex];
        },
        ["max_min_all"] = c => [c["x"].max(), c["x"].min()],
        ["amax_ties"] = c => [c["x"].amax(1), c["x"].max()],
        ["argmax_argmin"] = c => [c["x"].argmax(1), c["x"].argmax(), c["x"].argmin(-1, keepdim: true)],
        ["topk"] = c =>
        {
            var (values, indices) = c["x"].topk(3, 1);
            var (small, smallIndices) = c["x"].topk(2, -1, largest: false);
            return [values, indices, small, smallIndices];
        },
        ["sort"] = c =>
        {
            var (values, indices) = c["x"].sort(-1);
            var (falling, fallingIndices) = c["x"].sort(0, descending: true);
            return [values, indices, falling, fallingIndices];
        },
        ["cumsum_prod"] = c => [c["x"].cumsum(1), c["x"].cumsum(-1), c["x"].prod(1), c["x"].cumprod(1)],
        ["any_all"] = c => [c["mask"].any(1), c["mask"].all(0), c["mask"].sum(1)],
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Chains => new()
    {
        ["leaf_used_twice"] = c => [c["x"].matmul(c["x"].t()).softmax(-1).sum(dim: 0) + c["x"].mean([1])],
        ["mean_pooling"] = c =>
        {
            var mask = c["m"].unsqueeze(-1);
            var pooled = (c["h"] * mask).sum(1) / mask.sum(1).clamp_min(1e-9);
            return [pooled / pooled.norm(1, keepdim: true)];
        },
        ["multi_head_attention"] = c =>
        {
            var parts = nn.functional.linear(c["x"], c["in_w"], c["in_b"]).chunk(3, -1);
            var heads = Array.ConvertAll(parts, part => part.view(2, 4, 2, 3).transpose(1, 2));
            var hidden = c["mask"].view(2, 1, 1, 4);
            var weights = (heads[0].matmul(heads[1].transpose(-2, -1)) / Math.Sqrt(3)).masked_fill(hidden, double.NegativeInfinity).softmax(-1);
            var joined = weights.matmul(heads[2]).transpose(1, 2).reshape(2, 4, 6);
            return [nn.functional.linear(joined, c["out_w"], c["out_b"]), weights.mean([1])];
        },
    };
}
