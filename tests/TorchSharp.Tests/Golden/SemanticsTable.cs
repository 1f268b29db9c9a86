using static TorchSharp.torch;
using static TorchSharp.torch.TensorIndex;

namespace TorchSharp.Tests.Golden;

/// <summary>How each case of tests/fixtures/ops/semantics.json is computed; made by semantics.py beside it.</summary>
internal static partial class SemanticsTable
{
    public static Dictionary<string, Func<OperationCase, Tensor[]>> All { get; } =
        new[] { Indexing, Sums, Numbers, Matrices, Layers, Modules }.SelectMany(part => part).ToDictionary();

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Indexing => new()
    {
        ["index_basic"] = c =>
        {
            var x = c["x"];
            return
            [
                x[1], x[Ellipsis, 2], x[.., 1.., Slice(step: 2)], x[-1, -2], x[.., None, 1], x[None, Ellipsis, None], x[.., .., ^3..^1],
                x[2..], x[.., Slice(10)], x[1, 2, 3, 4],
            ];
        },
        ["index_tensors"] = c =>
        {
            var (x, i, j, q) = (c["x"], Tensor(c["i"]), Tensor(c["j"]), Tensor(c["q"]));
            return
            [
                x[c["i"]], x[.., q], x[i, .., j], x[.., .., j, j], x[0, .., j], x[i, Ellipsis, 1], x[c["i"], c["i"]], x[.., q, 1..3],
                x[Tensor(c["i"].unsqueeze(1)), .., j], x[-c["i"]],
            ];
        },
        ["index_masks"] = c =>
        {
            var (x, three) = (c["x"], Tensor(c["three"]));
            return
            [
                x[c["pair"]], x[.., three], x[Ellipsis, Tensor(c["five"])], x[x > 50], x[c["three"].logical_not()[..2]], x[.., three, .., 2],
                x[Tensor(c["pair"]), Tensor(arange(4))],
            ];
        },
        ["index_assign"] = Assignments,
        ["index_put_accumulate"] = c => [(c["x"] * 1).index_put_(c["v"], [Tensor(c["i"])], accumulate: true)],
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Sums => new()
    {
        ["einsum_transpose"] = Einsum("ij->ji"),
        ["einsum_implicit"] = Einsum("ij,jk"),
        ["einsum_implicit_order"] = Einsum("ba"),
        ["einsum_diagonal"] = Einsum("ii->i"),
        ["einsum_trace"] = Einsum("ii"),
        ["einsum_total"] = Einsum("ij,ij->"),
        ["einsum_outer"] = Einsum("i,j->ij"),
        ["einsum_batch"] = Einsum("bij,jk->bik"),
        ["einsum_ellipsis"] = Einsum("...ij,...jk->...ik"),
        ["einsum_bilinear"] = Einsum("bn,anm,bm->ba"),
        ["einsum_sum"] = Einsum("bij->j"),
        ["einsum_heads"] = Einsum("bqhd,bkhd->bhqk"),
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Matrices => new()
    {
        ["linalg"] = c =>
        {
            var (s, b) = (c["s"], c["b"]);
            return
            [
                linalg.inv(s), linalg.det(s), linalg.solve(s, b), linalg.norm(s), linalg.vector_norm(s, 3, [1]), linalg.multi_dot([s, s, b]),
                linalg.cross(s[.., ..3], b[.., ..1] + s[.., 1..], 1),
            ];
        },
        ["linalg_decompositions"] = c => [linalg.cholesky(c["p"]), linalg.eigvalsh(c["p"]), linalg.svdvals(c["p"][..3])],
    };

    private static Func<OperationCase, Tensor[]> Einsum(string equation) =>
        c => [einsum(equation, [.. c.Inputs.OrderBy(input => input.Key).Select(input => input.Value)])];

    private static Tensor[] Assignments(OperationCase c)
    {
        var (x, v, w, i, j, five) = (c["x"], c["v"], c["w"], c["i"], c["j"], Tensor(c["five"]));
        var a = x.clone();
        a[1] = tensor(0f);
        a[0, .., 1] = v;
        a[Ellipsis, Slice(step: 2)] = w;
        var b = x.clone();
        b[c["pair"]] = tensor(-1f);
        var masked = x.clone();
        masked[c["pair"]] = v;
        var d = x.clone();
        d[Tensor(i[..2]), .., Tensor(j[..2])] = v;
        var e = x.clone();
        e[Ellipsis, five] *= 2;
        e[0, 1.., -1] += v;
        var f = x.clone();
        f[.., 1..3] = f[.., 0..2].clone();
        f[x > 60] = tensor(7f);
        var g = x.clone();
        g[0, .., Tensor(j)] = v;
        return [a, b, masked, d, e, f, g];
    }
}
