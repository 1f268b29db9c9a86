using static TorchSharp.torch;

namespace TorchSharp.Tests.Autograd.Gradients;

internal static partial class GradientCases
{
    private static Dictionary<string, GradientCase> Pointwise => new()
    {
        ["add"] = Wide(x => x[0] + x[1]),
        ["add scaled"] = Wide(x => x[0].add(x[1], -2.5)),
        ["add number"] = Wide(x => (x[0] + 2) * x[1]),
        ["sub"] = Wide(x => x[0] - x[1]),
        ["sub numbers"] = Wide(x => (x[0] - 2) * (3 - x[1])),
        ["mul"] = Wide(x => x[0] * x[1]),
        ["mul number"] = Wide(x => x[0] * 2.5 + x[1]),
        ["mul with itself"] = Wide(x => x[0] * x[0] * x[1]),
        ["div"] = Wide(x => x[0] / x[1]) with { Values = Values.Positive },
        ["div numbers"] = Wide(x => x[0] / 2.5 + 2 / x[1]) with { Values = Values.Positive },
        ["remainder"] = Wide(x => x[0].remainder(x[1] + 3)),
        ["fmod"] = Wide(x => x[0].fmod(x[1] + 3)),
        ["pow"] = Wide(x => x[0].pow(x[1])) with { Values = Values.Positive },
        ["pow number"] = Wide(x => x[0].pow(3) + x[1].pow(2) - x[0].pow(0)),
        ["pow half"] = Wide(x => x[0].pow(0.5) + x[1].pow(-1.5)) with { Values = Values.Positive },
        ["number to a power"] = Wide(x => pow(2, x[0]) * x[1]),
        ["maximum"] = Wide(x => maximum(x[0], x[1])),
        ["minimum"] = Wide(x => minimum(x[0], x[1] * 1.5)),
        ["atan2"] = Wide(x => x[0].atan2(x[1])),
        ["hypot"] = Wide(x => x[0].hypot(x[1])),
        ["xlogy"] = Wide(x => x[0].xlogy(x[1])) with { Values = Values.Positive },
        ["logaddexp"] = Wide(x => x[0].logaddexp(x[1])),
        ["lerp"] = Wide(x => x[0].lerp(x[1], x[0] * 0.5)),
        ["addcmul"] = Wide(x => x[0].addcmul(x[1], x[0], 0.5)),
        ["addcdiv"] = Wide(x => x[0].addcdiv(x[1], x[0], 0.5)) with { Values = Values.Positive },
        ["logit"] = Wide(x => x[0].logit() + x[1].logit(0.2)) with { Values = Values.Fraction },
        ["clamp"] = Wide(x => x[0].clamp(-0.5, 0.5) + x[1].clamp_min(0.1) + x[0].clamp_max(0.2)),
        ["clamp by tensors"] = Wide(x => x[0].clamp(x[1] * 0.5 - 1, x[1] * 0.5 + 1)),
        ["where"] = Wide(x => where(x[0] > x[1], x[0] * 2, x[1] * 3)),
        ["where, more than one condition"] = Wide(x => where(Mask(2, 1, 1, 1), x[0], x[1])),
        ["masked_fill"] = Wide(x => (x[0] * x[1]).masked_fill((x[0] + x[1]) > 0.3, 2)),
        ["copysign"] = Wide(x => x[0].copysign(x[1])),
        ["to another type and back"] = Wide(x => (x[0].to_type(float64) * x[1].to_type(float64)).to_type(x[0].dtype)),
        ["in place"] = Wide(x => (x[0] * 1 + x[1] * 0).add_(x[1]).mul_(x[1]).sub_(x[0] * 0.5).div_(x[1] * x[1] + 1).tanh_()),
        ["in place with numbers"] = Wide(x => (x[0] * x[1]).add_(2).mul_(3).sub_(1).div_(4).pow_(2).clamp_(-1, 2)),
        ["dropout"] = Wide(x =>
        {
            manual_seed(8);
            return nn.functional.dropout(x[0] * x[1], 0.4);
        }),
    };

    private static Dictionary<string, GradientCase> Matrices => new()
    {
        ["matmul"] = new("ij,jk", x => x[0].matmul(x[1])),
        ["matmul transposed"] = new("ji,kj", x => x[0].t().matmul(x[1].t())),
        ["matmul of stacks"] = new("abij,abjk", x => x[0].matmul(x[1])),
        ["matmul of stacks that broadcast"] = new("a1ij,bjk", x => x[0].matmul(x[1])),
        ["matmul stack by matrix"] = new("aij,jk", x => x[0].matmul(x[1])),
        ["matmul of vectors"] = new("i,i", x => x[0].matmul(x[1])),
        ["matmul vector and matrix"] = new("j,aji,i", x => x[0].matmul(x[1]).matmul(x[2])),
        ["bmm"] = new("aij,ajk", x => x[0].bmm(x[1])),
        ["addmm"] = new("ik,ij,jk", x => addmm(x[0], x[1], x[2], 0.5f, 2)),
        ["outer"] = new("i,j", x => x[0].outer(x[1])),
        ["einsum"] = new("aij,akj", x => einsum("aij,akj->aik", x[0], x[1])),
        ["einsum with a trace and a sum"] = new("iij,jk", x => einsum("iij,jk->k", x[0], x[1])),
        ["einsum of three"] = new("ij,jk,k", x => einsum("ij,jk,k->i", x[0], x[1], x[2])),
        ["einsum with an ellipsis"] = new("abij,jk", x => einsum("...ij,jk->...ki", x[0], x[1])),
        ["tensordot"] = new("aij,ijk", x => x[0].tensordot(x[1], 2)),
        ["kron"] = new("ij,kl", x => x[0].kron(x[1])),
        ["inv"] = new("aIJ", x => Regular(x[0]).inverse()),
        ["solve"] = new("Ii,Ij", x => linalg.solve(Regular(x[0].matmul(x[0].mT)), x[1])),
        ["det"] = new("aIJ", x => Regular(x[0]).det()),
    };

    private static Dictionary<string, GradientCase> Views => new()
    {
        ["transpose"] = new("ijk", x => x[0].transpose(0, -1)),
        ["permute"] = new("ijk", x => x[0].permute(1, 2, 0)),
        ["view"] = new("ijk", x => x[0].contiguous().view(-1)),
        ["reshape"] = new("ij2", x => x[0].transpose(0, 1).reshape(2 * x[0].shape[1], x[0].shape[0])),
        ["squeeze and unsqueeze"] = new("i1j", x => x[0].squeeze(1).unsqueeze(0) * x[0].squeeze()),
        ["expand"] = new("i1", x => x[0].expand(3, -1, 4)),
        ["narrow"] = new("Ij", x => x[0].narrow(0, 0, 1)),
        ["select"] = new("Ij", x => x[0].select(0, -1)),
        ["slice with a step"] = new("i5", x => x[0][.., TensorIndex.Slice(1, null, 2)]),
        ["as_strided"] = new("3", x => x[0].contiguous().as_strided([2, 2], [1, 1])),
        ["diagonal"] = new("ijk", x => x[0].diagonal(1, 0, 2)),
        ["unfold"] = new("i5", x => x[0].unfold(1, 3, 1)),
        ["clone and contiguous"] = new("ij", x => x[0].t().contiguous() * x[0].clone().t()),
        ["flip"] = new("ijk", x => x[0].flip(0, 2)),
        ["roll"] = new("ij", x => x[0].roll([1, 2], [0, 1])),
        ["repeat"] = new("ij", x => x[0].repeat(2, 1, 2)),
        ["repeat_interleave"] = new("Ij", x => x[0].repeat_interleave(3, 0)),
        ["triu and tril"] = new("ij", x => x[0].triu(1) + x[0].tril(-1) * 2),
        ["cat"] = new("ij,ik", x => cat([x[0], x[1], x[0] * 2], 1)),
        ["stack"] = new("ij,ij", x => stack([x[0], x[1]], 1)),
        ["split"] = new("i5", x => x[0].split([2, 3], 1)[1] * x[0].chunk(5, 1)[0]),
        ["unbind"] = new("3j", x => x[0].unbind(0)[2] * x[0].unbind(0)[0]),
        ["diag"] = new("i,jj", x => x[0].diag().sum() + x[1].diag() + x[1].diag_embed().sum()),
        ["pad"] = new("IJ", x => nn.functional.pad(x[0], [1, 2, 0, 1], value: 0.5)),
        ["pad by reflection"] = new("i3", x => nn.functional.pad(x[0], [2, 1], PaddingModes.Reflect)),
        ["write through a view"] = new("ij,ij", x =>
        {
            var y = x[0] * 2;
            y.t().mul_(x[1].t());
            return y * x[0];
        }),
        ["read a view of what was written"] = new("I3,I", x =>
        {
            var y = x[0] * 2;
            var view = y[.., 1];
            y.mul_(Weights(y.dtype, y.shape));
            view.add_(x[1]);
            return view * y[.., 2] + y[.., 1];
        }),
    };

    private static Dictionary<string, GradientCase> Indexing => new()
    {
        ["index by integers"] = new("Iij", x => x[0][TensorIndex.Tensor(Integers(x[0].shape[0], 3)), TensorIndex.Ellipsis]),
        ["index by two, apart"] = new("IjK", x => x[0][TensorIndex.Tensor(Integers(x[0].shape[0], 2, 2)), .., TensorIndex.Tensor(Integers(x[0].shape[2], 2))]),
        ["index by a mask"] = new("ij", x => x[0][Mask(x[0].shape)]),
        ["index_select"] = new("iJ", x => x[0].index_select(1, Integers(x[0].shape[1], 4))),
        ["gather"] = new("iJ", x => x[0].gather(1, Integers(x[0].shape[1], x[0].shape[0], 3))),
        ["scatter"] = new("iJ,iJ", x => x[0].scatter(1, arange(x[0].shape[1]).flip(0).expand(x[0].shape), x[1])),
        ["scatter_add"] = new("IJ,5J", x => x[0].scatter_add(0, Integers(x[0].shape[0], 5, x[0].shape[1]), x[1])),
        ["scatter_add of part of the source"] = new("I5,I5", x => x[0].scatter_add(1, Integers(5, x[0].shape[0], 2), x[1])),
        ["take"] = new("IJ", x => x[0].take(Integers(x[0].numel(), 4))),
        ["index_add"] = new("Ij,3j", x => x[0].index_add(0, Integers(x[0].shape[0], 3), x[1], 2)),
        ["index_copy"] = new("3j,2j", x => x[0].index_copy(0, tensor(new long[] { 2, 0 }), x[1])),
        ["index_fill"] = new("3j", x => x[0].index_fill(0, tensor(new long[] { 2, 0 }), 2)),
        ["write into a slice"] = new("i3,i", x =>
        {
            var y = x[0] * 2;
            y[.., 1] = x[1] * x[1];
            return y * y;
        }),
        ["write at index tensors"] = new("5j,2j", x =>
        {
            var y = x[0] * 2;
            y[tensor(new long[] { 3, 1 })] = x[1];
            return y * y;
        }),
        ["write where a mask says"] = new("ij", x =>
        {
            var y = x[0] * 2;
            y[Mask(x[0].shape)] = tensor(1.5, x[0].dtype);
            return y * y;
        }),
        ["add at index tensors"] = new("3j,5j", x => (x[0] * 2).index_put_(x[1], [TensorIndex.Tensor(Integers(3, 5))], accumulate: true)),
        ["masked_scatter"] = new("ij,9", x => x[0].masked_scatter(Mask(x[0].shape).logical_and(arange(x[0].numel()).reshape(x[0].shape) < 9), x[1])),
    };

    private static Dictionary<string, GradientCase> Reductions => new()
    {
        ["sum"] = new("ijk", x => x[0].sum()),
        ["sum over dimensions"] = new("ijk", x => x[0].sum([0, -1]) + x[0].sum(1, keepdim: true).sum([0, 2])),
        ["mean"] = new("IJK", x => x[0].mean() * x[0].mean([1, 2], keepdim: true)),
        ["prod"] = new("ij", x => x[0].prod() + x[0].prod(1)),
        ["var"] = new("3i5", x => x[0].var(2) + x[0].var([0, 2], unbiased: false) + x[0].var(0).sum()),
        ["std"] = new("3I5", x => x[0].std(2, keepdim: true) + x[0].std(unbiased: false)),
        ["norm"] = new("IJ", x => x[0].norm() + x[0].norm(1) + x[0].norm(0, keepdim: true, p: 3)),
        ["norm of the largest"] = new("IJ", x => Apart(x[0]).norm(1, p: float.PositiveInfinity)),
        ["logsumexp"] = new("iJ", x => x[0].logsumexp(1) + x[0].logsumexp(1, keepdim: true)),
        ["max"] = new("iJ", x => Apart(x[0]).max(1).values + Apart(x[0]).min(1, keepdim: true).values),
        ["amax"] = new("IJk", x => Apart(x[0]).amax(0, 1) + Apart(x[0]).amin(0, 1)),
        ["max of all"] = new("IJ", x => Apart(x[0]).max() * Apart(x[0]).min()),
        ["sort"] = new("ij", x => Apart(x[0]).sort(0).Values * x[0]),
        ["topk"] = new("i3", x => Apart(x[0]).topk(2, 1).values),
        ["median"] = new("I5", x => Apart(x[0]).median()),
        ["cumsum"] = new("ij", x => x[0].cumsum(0) * x[0].cumsum(1)),
        ["cumprod"] = new("ij", x => x[0].cumprod(1)),
    };

    private static GradientCase Wide(Func<Tensor[], Tensor> function) => new("ijk,ijk", function) { Broadcasts = true };

    /// <summary>A square matrix far from singular.</summary>
    private static Tensor Regular(Tensor x)
    {
        var square = x.shape[^1] == x.shape[^2] ? x : x.matmul(x.mT);
        return square + (eye(square.shape[^1], dtype: square.dtype) * 6);
    }
}
