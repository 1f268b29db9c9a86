using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Tests.Golden;

internal static partial class SemanticsTable
{
    private static Dictionary<string, Func<OperationCase, Tensor[]>> Layers => new()
    {
        ["conv_options"] = c =>
        {
            var (x, w, b) = (c["x"], c["w"], c["b"]);
            return
            [
                F.conv2d(x, w, b, padding: [1, 1]), F.conv2d(x, w, b, [2, 2], [1, 1], [2, 2]),
                F.conv1d(x.select(2, 0), w.select(2, 0), b, padding: 2),
            ];
        },
        ["pool_options"] = c =>
        {
            var x = c["x"];
            return
            [
                F.max_pool2d(x, 3, 2, 1), F.max_pool2d(x, 2, ceil_mode: true), F.avg_pool2d(x, [3, 3], [2, 2], [1, 1]),
                F.avg_pool2d(x, [3, 3], [2, 2], [1, 1], count_include_pad: false), F.avg_pool2d(x, [2, 2], ceil_mode: true),
                F.adaptive_avg_pool2d(x, (4, 3)), F.max_pool1d(x.select(2, 0), 2, 1, dilation: 2),
            ];
        },
        ["more_activations"] = c => [F.mish(c["x"]), F.softsign(c["x"]), F.hardtanh(c["x"], -1.5, 2), F.relu6(c["x"] * 4)],
        ["more_losses"] = c =>
        {
            var (x, y, z) = (c["a"], c["b"], c["c"]);
            const nn.Reduction None = nn.Reduction.None;
            return
            [
                nn.MarginRankingLoss(0.5).call(x, y, c["y"]), F.margin_ranking_loss(x, y, c["y"], reduction: None), nn.TripletMarginLoss(0.7).call(x, y, z),
                F.triplet_margin_loss(x, y, z, p: 3, swap: true, reduction: None), F.triplet_margin_loss(x, y, z, p: 1, reduction: nn.Reduction.Sum),
            ];
        },
        ["pad_modes"] = c =>
        {
            var x = c["x"];
            return
            [
                F.pad(x, (1, 2), PaddingModes.Reflect), F.pad(x, (1, 2), PaddingModes.Replicate), F.pad(x, (2, 1), PaddingModes.Circular),
                F.pad(x, (-1, 1, 2, 0), value: 3),
            ];
        },
    };

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Modules => new()
    {
        ["multihead_attention"] = c => Both(c.WithParameters(nn.MultiheadAttention(6, 2)).call(c["x"], c["x"], c["x"], key_padding_mask: c["padding"])),
        ["multihead_attention_mask"] = c => Both(c.WithParameters(nn.MultiheadAttention(6, 3, bias: false)).call(c["x"], c["x"], c["x"], attn_mask: c["_mask"])),
        ["multihead_attention_other_sizes"] = c => Both(c.WithParameters(nn.MultiheadAttention(6, 2, kdim: 5, vdim: 4)).call(c["q"], c["k"], c["v"])),
        ["encoder_layer_relu"] = c => [c.WithParameters(nn.TransformerEncoderLayer(6, 2, 8, dropout: 0)).call(c["x"], null!, c["padding"])],
        ["encoder_layer_gelu"] = c => [c.WithParameters(nn.TransformerEncoderLayer(6, 2, 8, dropout: 0, nn.Activations.GELU)).call(c["x"], c["_mask"], null!)],
        ["encoder"] = c => [c.WithParameters(nn.TransformerEncoder(nn.TransformerEncoderLayer(6, 3, 8, dropout: 0), 2)).call(c["x"])],
        ["decoder_layer_relu"] = c => [c.WithParameters(nn.TransformerDecoderLayer(6, 2, 8, dropout: 0)).call(c["x"], c["y"], c["_mask"], memory_key_padding_mask: c["padding"])],
        ["decoder_layer_gelu"] = c =>
            [c.WithParameters(nn.TransformerDecoderLayer(6, 3, 8, dropout: 0, nn.Activations.GELU)).call(c["x"], c["y"], null, c["_mask"], tgt_key_padding_mask: c["padding"])],
        ["decoder"] = c => [c.WithParameters(nn.TransformerDecoder(nn.TransformerDecoderLayer(6, 2, 8, dropout: 0), 2)).call(c["x"], c["y"])],
        ["rnn_cell_tanh"] = c =>
        {
            var cell = c.WithParameters(nn.RNNCell(3, 4));
            return [cell.call(c["x"], c["h"]), cell.call(c["x"], null)];
        },
        ["rnn_cell_relu"] = c =>
        {
            var cell = c.WithParameters(nn.RNNCell(3, 4, nn.NonLinearities.ReLU, bias: false));
            return [cell.call(c["x"], c["h"]), cell.call(c["x"][0], c["h"][0])];
        },
        ["gru_cell"] = c =>
        {
            var cell = c.WithParameters(nn.GRUCell(3, 4));
            return [cell.call(c["x"], c["h"]), cell.call(c["x"], null), cell.call(c["x"][0], c["h"][0])];
        },
        ["lstm_cell"] = c =>
        {
            var cell = c.WithParameters(nn.LSTMCell(3, 4));
            var ((h, m), (h0, m0), (h1, m1)) = (cell.call(c["x"], (c["h"], c["c"])), cell.call(c["x"]), cell.call(c["x"][0]));
            return [h, m, h0, m0, h1, m1];
        },
        ["batch_norm_1d"] = c => TwoBatches(c.WithParameters(nn.BatchNorm1d(3, momentum: 0.3)), c["x"]),
        ["batch_norm_2d"] = c => TwoBatches(c.WithParameters(nn.BatchNorm2d(2)), c["x"]),
        ["conv_modules"] = c => [c.WithParameters(nn.Sequential(
            nn.Conv2d(2, 3, 3, padding: 1, padding_mode: PaddingModes.Circular), nn.ReLU(), nn.Conv2d(3, 3, 2, stride: 2, groups: 3, bias: false), nn.Flatten(), nn.Linear(12, 2))).call(c["x"])],
        ["embedding_module"] = c => [c.WithParameters(nn.Embedding(5, 3, padding_idx: 1)).call(c["i"])],
    };

    private static Tensor[] Both(Tuple<Tensor, Tensor> results) => [results.Item1, results.Item2];

    private static Tensor[] TwoBatches(nn.Module<Tensor, Tensor> module, Tensor x)
    {
        module.train();
        Tensor first = module.call(x), second = module.call((x * 2) + 1);
        module.eval();
        return [first, second, module.call(x), module.get_buffer("running_mean")!, module.get_buffer("running_var")!];
    }
}
