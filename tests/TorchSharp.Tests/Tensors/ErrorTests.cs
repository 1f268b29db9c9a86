using static TorchSharp.torch;

namespace TorchSharp.Tests.Tensors;

/// <summary>A message names the operation, the shapes or values at fault, and what to do.</summary>
public sealed class ErrorTests
{
    public static TheoryData<string, Func<Tensor>, string[]> Cases => new()
    {
        { "broadcast", () => ones(2, 3) + ones(4), ["add", "[2, 3]", "[4]"] },
        { "matmul", () => ones(2, 3).matmul(ones(4, 5)), ["matmul", "[2, 3]", "[4, 5]", "3 columns", "4 rows"] },
        { "bmm", () => ones(2, 3).bmm(ones(2, 3)), ["bmm", "3 dimensions", "[2, 3]"] },
        { "view", () => ones(2, 3).t().view(6), ["view", "[3, 2]", "reshape()"] },
        { "reshape", () => ones(2, 3).reshape(4, -1), ["reshape", "[4, -1]", "6 elements"] },
        { "cat", () => cat([ones(2, 3), ones(3, 2)], 0), ["cat", "[2, 3]", "[3, 2]"] },
        { "dimension", () => ones(2, 3).sum(5), ["sum", "5", "-2 to 1"] },
        { "index", () => ones(2, 3)[5], ["5", "dimension 0", "size 2"] },
        { "gather", () => ones(2, 3).gather(1, tensor(new long[] { 7 }).reshape(1, 1)), ["7", "size 3"] },
        { "expand", () => ones(2, 3).expand(4, 3), ["expand", "[2, 3]", "[4, 3]"] },
        { "mean of integers", () => arange(3).mean(), ["mean", "Int64"] },
        { "types of a product", () => ones(2, 2).matmul(ones(2, 2, dtype: float64)), ["matmul", "Float32", "Float64"] },
        { "in place", () => ones(3, dtype: int64).add_(1.5f), ["add_", "Float32", "Int64"] },
        { "cuda", () => ones(3).cuda(), ["cuda", "nuget-cuda"] },
        { "cell's input", () => nn.GRUCell(3, 4).call(ones(2, 5), null), ["GRUCell", "[2, 5]", "[batch, 3]"] },
        { "cell's state", () => nn.LSTMCell(3, 4).call(ones(2, 3), (ones(2, 4), ones(4))).Item1, ["LSTMCell", "[4]", "[2, 4]"] },
        { "triplet", () => nn.functional.triplet_margin_loss(ones(2, 3), ones(2, 3), ones(2, 4)), ["triplet_margin_loss", "[2, 3]", "[2, 4]"] },
        { "chunk of a number", () => tensor(1f).chunk(2)[0], ["chunk", "[]", "reshape(1)"] },
        { "subtract truth", () => (ones(2) > 0) - (ones(2) > 0), ["Bool", "logical_xor"] },
        { "mse", () => nn.functional.mse_loss(ones(2, 3), ones(4, 5)), ["mse_loss", "[2, 3]", "[4, 5]"] },
        { "l1", () => nn.functional.l1_loss(ones(2, 3), ones(4, 5)), ["l1_loss", "[2, 3]", "[4, 5]"] },
        { "huber", () => nn.functional.huber_loss(ones(2, 3), ones(4, 5)), ["huber_loss", "[2, 3]", "[4, 5]"] },
        { "smooth l1", () => nn.functional.smooth_l1_loss(ones(2, 3), ones(4, 5)), ["smooth_l1_loss", "[2, 3]", "[4, 5]"] },
        { "kl", () => nn.functional.kl_div(ones(2, 3), ones(4, 5)), ["kl_div", "[2, 3]", "[4, 5]"] },
        { "cosine", () => nn.functional.cosine_similarity(ones(2, 3), ones(4, 5)), ["cosine_similarity", "[2, 3]", "[4, 5]"] },
        { "nll", () => nn.functional.nll_loss(ones(2, 3), ones(4, 5)), ["nll_loss", "[2, 3]", "[4, 5]"] },
        { "batch norm", () => nn.functional.batch_norm(ones(2, 3), ones(4, 5), ones(4, 5)), ["batch_norm", "[2, 3]", "[4, 5]"] },
        { "lerp", () => ones(2, 3).lerp(ones(4, 5), 0.5), ["lerp", "[2, 3]", "[4, 5]"] },
        { "addcmul", () => ones(2, 3).addcmul(ones(2, 3), ones(4, 5), 1), ["addcmul", "[2, 3]", "[4, 5]"] },
        { "addcdiv", () => ones(2, 3).addcdiv(ones(1), ones(4, 5), 1), ["addcdiv", "[2, 3]", "[4, 5]"] },
        { "xlogy", () => ones(2, 3).xlogy(ones(4, 5)), ["xlogy", "[2, 3]", "[4, 5]"] },
        { "logaddexp", () => ones(2, 3).logaddexp(ones(4, 5)), ["logaddexp", "[2, 3]", "[4, 5]"] },
        { "tensordot", () => ones(2, 3).tensordot(ones(4, 5), 1), ["tensordot", "[2, 3]", "[4, 5]"] },
        { "memory", () => ones(1L << 30, 1L << 14), ["Out of memory", "Float32", "[1073741824, 16384]", "70,368,744.2 MB", "NewDisposeScope"] },
        { "memory beyond addresses", () => ones(1L << 30, 1L << 20), ["Out of memory", "Float32", "[1073741824, 1048576]", "4,503,599,627.4 MB"] },
        { "memory beyond counting", () => empty([1L << 40, 1L << 40], dtype: float64), ["Out of memory", "Float64", "[1099511627776, 1099511627776]"] },
    };

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Message_says_what_was_wrong(string name, Func<Tensor> mistake, string[] words)
    {
        var error = Assert.ThrowsAny<Exception>(mistake);
        foreach (var word in words) Assert.True(error.Message.Contains(word), $"{name}: \"{word}\" is not in: {error.Message}");
    }

    [Fact]
    public void Backward_from_a_tensor_of_several_elements_asks_for_a_gradient()
    {
        using var x = ones(3, requires_grad: true);
        var error = Assert.Throws<InvalidOperationException>(() => (x * 2).backward());
        Assert.Contains("[3]", error.Message);
    }
}
