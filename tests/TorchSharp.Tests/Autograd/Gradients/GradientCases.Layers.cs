using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Autograd.Gradients;

internal static partial class GradientCases
{
    private const nn.Reduction None = nn.Reduction.None, Sum = nn.Reduction.Sum;

    private static Dictionary<string, GradientCase> Layers => new()
    {
        ["linear"] = new("aij,kj,k", x => F.linear(x[0], x[1], x[2])),
        ["linear without bias"] = new("ij,kj", x => F.linear(x[0], x[1])),
        ["linear of a vector"] = new("j,kj,k", x => F.linear(x[0], x[1], x[2])),
        ["layer_norm"] = new("ij5,5,5", x => F.layer_norm(x[0], [5], x[1], x[2])),
        ["layer_norm over two"] = new("i35,35", x => F.layer_norm(x[0], [3, 5], x[1], eps: 1e-2)),
        ["layer_norm alone"] = new("i7", x => F.layer_norm(x[0], [7])),
        ["batch_norm"] = new("5C,C,C", x => F.batch_norm(x[0], zeros(x[1].shape, x[1].dtype), ones(x[1].shape, x[1].dtype), x[1], x[2], training: true)),
        ["batch_norm in evaluation"] = new("icj,c,c", x => F.batch_norm(x[0], ones(x[1].shape, x[1].dtype), ones(x[1].shape, x[1].dtype) * 2, x[1], x[2])),
        ["softmax"] = new("iJ", x => F.softmax(x[0], -1)),
        ["softmax over the first"] = new("Ijk", x => F.softmax(x[0], 0)),
        ["log_softmax"] = new("iJ", x => F.log_softmax(x[0], -1)),
        ["log_softmax over the middle"] = new("iJk", x => F.log_softmax(x[0], 1)),
        ["gelu"] = new("ij", x => F.gelu(x[0])),
        ["gelu by tanh"] = new("ij", x => F.gelu(x[0], GELU.Approximate.tanh)),
        ["leaky_relu"] = new("ij", x => F.leaky_relu(x[0], 0.2)),
        ["elu"] = new("ij", x => F.elu(x[0], 1.5)),
        ["softplus"] = new("ij", x => F.softplus(x[0], 2, 1)),
        ["embedding"] = new("I3", x => EmbeddingOps.Lookup(Integers(x[0].shape[0], 2, 4), x[0], null)),
        ["embedding with padding"] = new("32", x => EmbeddingOps.Lookup(Integers(2, 3), x[0], 2)),
        ["normalize"] = new("IJ", x => F.normalize(x[0], dim: -1)),
        ["cosine_similarity"] = new("IJ,IJ", x => F.cosine_similarity(x[0], x[1], dim: -1)),
        ["attention"] = new("abTD,abSD,abSe", x => F.scaled_dot_product_attention(x[0], x[1], x[2])),
        ["attention, causal"] = new("aTD,aTD,aTe", x => F.scaled_dot_product_attention(x[0], x[1], x[2], is_casual: true)),
        ["attention with a mask"] = new("a3TD,a3SD,a3Se", x => F.scaled_dot_product_attention(x[0], x[1], x[2], KeepFirst(x[0].shape[^2], x[1].shape[^2]))),
        ["attention with an added mask"] = new("a2TD,a2SD,a2Se", x => F.scaled_dot_product_attention(x[0], x[1], x[2], Weights(x[0].dtype, x[0].shape[^2], x[1].shape[^2]))),
        ["attention with dropout"] = new("2TD,2SD,2SE", x =>
        {
            manual_seed(8);
            return F.scaled_dot_product_attention(x[0], x[1], x[2], p: 0.3);
        })
        { OtherInSingle = true },
    };

    // Convolutions and pooling know single precision only. Each is linear in each of its inputs.
    private static Dictionary<string, GradientCase> Windows => new()
    {
        ["conv1d"] = Single("a35,632,6", x => F.conv1d(x[0], x[1], x[2], 2, 1, 2)),
        ["conv1d in groups"] = Single("a45,623", x => F.conv1d(x[0], x[1], groups: 2)),
        ["conv2d"] = Single("a254,3232,3", x => F.conv2d(x[0], x[1], x[2], [2, 1], [1, 0])),
        ["conv2d dilated"] = Single("a255,4122", x => F.conv2d(x[0], x[1], null, [1, 1], [1, 1], [2, 2], 2)),
        ["max_pool1d"] = Single("a27", x => F.max_pool1d(Apart(x[0]), 3, 2, 1)),
        ["max_pool2d"] = Single("a254", x => F.max_pool2d(Apart(x[0]), 2)),
        ["avg_pool1d"] = Single("a27", x => F.avg_pool1d(x[0], 3, 2, 1)),
        ["avg_pool2d"] = Single("a254", x => F.avg_pool2d(x[0], [2, 2], [1, 1])),
        ["adaptive_avg_pool"] = Single("a257", x => F.adaptive_avg_pool2d(x[0], (3, 2)) * 2),
        ["adaptive_avg_pool1d"] = Single("a27", x => F.adaptive_avg_pool1d(x[0], 3)),
    };

    private static Dictionary<string, GradientCase> Losses => new()
    {
        ["cross_entropy"] = new("IJ", x => F.cross_entropy(x[0], Classes(x[0]))),
        ["cross_entropy, all options"] = new("5J", x => F.cross_entropy(x[0], Classes(x[0]).index_fill(0, tensor(0L), -1), Weights(x[0].dtype, x[0].shape[1]), -1, label_smoothing: 0.2)) { Values = Values.Positive },
        ["cross_entropy of each"] = new("iJ", x => F.cross_entropy(x[0], Classes(x[0]), reduction: None)),
        ["cross_entropy, summed"] = new("iJk", x => F.cross_entropy(x[0], Integers(x[0].shape[1], x[0].shape[0], x[0].shape[2]), reduction: Sum)),
        ["cross_entropy against probabilities"] = new("IJ,IJ", x => F.cross_entropy(x[0], x[1].softmax(1), label_smoothing: 0.1)),
        ["nll_loss"] = new("IJ", x => F.nll_loss(x[0].log_softmax(1), Classes(x[0]), Weights(x[0].dtype, x[0].shape[1]))),
        ["binary_cross_entropy"] = new("IJ,IJ", x => F.binary_cross_entropy(x[0], x[1])) { Values = Values.Fraction },
        ["binary_cross_entropy weighted"] = new("ij,ij,ij", x => F.binary_cross_entropy(x[0], x[1], x[2], None)) { Values = Values.Fraction },
        ["binary_cross_entropy_with_logits"] = new("IJ,IJ", x => F.binary_cross_entropy_with_logits(x[0], x[1], pos_weights: Weights(x[0].dtype, x[0].shape[1]))),
        ["mse_loss"] = new("IJ,IJ", x => F.mse_loss(x[0], x[1])),
        ["l1_loss"] = new("ij,ij", x => F.l1_loss(x[0], x[1] + 3, Sum)),
        ["huber_loss"] = new("ij,ij", x => F.huber_loss(x[0], x[1], 0.7, None)),
        ["smooth_l1_loss"] = new("ij,ij", x => F.smooth_l1_loss(x[0], x[1], None, 0.7)),
        ["kl_div"] = new("IJ,IJ", x => F.kl_div(x[0], x[1], log_target: false)) { Values = Values.Positive },
        ["kl_div of logarithms"] = new("IJ,IJ", x => F.kl_div(x[0], x[1], log_target: true)),
        ["cosine_embedding_loss"] = new("I3,I3", x => F.cosine_embedding_loss(x[0], x[1], (Integers(2, x[0].shape[0]) * 2) - 1, 0.1)),
    };

    // Sequences of 4, 3 and 2 steps; 3 inputs, 2 hidden units.
    private static Dictionary<string, GradientCase> Sequences => new()
    {
        ["lstm"] = new("93,32,32,83,82,8,8", x => Lstm(x, reverse: false)),
        ["lstm, reversed"] = new("93,32,32,83,82,8,8", x => Lstm(x, reverse: true)),
        ["lstm without biases"] = new("93,32,32,83,82", x => Lstm([.. x, null, null], reverse: true)),
        ["gru"] = new("93,32,63,62,6,6", x => Run(RecurrentCells.Gru, x)),
        ["rnn"] = new("93,32,23,22,2,2", x => Run(RecurrentCells.Tanh, x)),
    };

    private static Steps DifferentLengths => new([3, 3, 2, 1]);

    private static Tensor Lstm(Tensor?[] x, bool reverse)
    {
        var (output, hidden, memory) = LstmOps.Run(x[0]!, DifferentLengths, x[1]!, x[2]!, new CellWeights(x[3]!, x[4]!, x[5], x[6]), reverse);
        return cat([output, hidden * 2, memory * 3], 0);
    }

    private static Tensor Run(RecurrentCell cell, Tensor[] x)
    {
        var (output, hidden, _) = RecurrentCells.Run(cell, x[0], DifferentLengths, x[1], null, new CellWeights(x[2], x[3], x[4], x[5]), reverse: false);
        return cat([output, hidden * 2], 0);
    }

    private static Tensor Classes(Tensor scores) => Integers(scores.shape[1], scores.shape[0]);

    private static GradientCase Single(string shapes, Func<Tensor[], Tensor> function) => new(shapes, function) { OnlySingle = true };

    /// <summary>A mask of truth values that leaves the first place to everybody.</summary>
    private static Tensor KeepFirst(long targets, long sources) => Mask(targets, sources).logical_or(arange(sources).eq(0));
}
