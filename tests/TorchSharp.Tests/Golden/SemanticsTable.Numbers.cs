using static TorchSharp.torch;

namespace TorchSharp.Tests.Golden;

internal static partial class SemanticsTable
{
    private static readonly ScalarType[] s_types =
        [uint8, int8, int16, int32, int64, float16, float32, float64, ScalarType.Bool, bfloat16];

    private static Dictionary<string, Func<OperationCase, Tensor[]>> Numbers => new()
    {
        ["promotion"] = _ =>
        [
            Types(a => [.. s_types.Select(b => ones(1, dtype: a) * ones(1, dtype: b))]),
            Types(a => [.. s_types.Select(b => ones(1, dtype: a) * ones([], dtype: b))]),
            Types(a => [ones(1, dtype: a) * 2, ones(1, dtype: a) * 2.5, ones(1, dtype: a) / 2, ones(1, dtype: a).sum()]),
        ],
        ["integers"] = c =>
        {
            var (a, b) = (c["a"], c["b"]);
            return
            [
                a.floor_divide(b), a.remainder(b), a.div(b, RoundingMode.trunc), a.fmod(b), a / b, a & b, a | b, a ^ b, ~a, a.abs(), -a, a * a,
                a.sum(), a.prod(), a.max(), a.cumsum(0), a.to_type(float32).mean(),
            ];
        },
        ["rounding"] = c =>
        {
            var x = c["x"];
            return
            [
                x.round(), x.floor(), x.ceil(), x.trunc(), x.round(1), x.div(0.7f, RoundingMode.floor), x.remainder(0.7f), x.fmod(0.7f),
                x.to_type(int32), x.to_type(uint8),
            ];
        },
        ["statistics"] = c =>
        {
            var x = c["x"];
            return
            [
                x.quantile(tensor(new[] { 0.1f, 0.5f, 0.9f }), 1), x.cov(), x.corrcoef(), x.histc(5, -2, 2), x.median(), x.kthvalue(2, 1).values,
                x.std(), cdist(x, x + 1), x.cumsum(1),
            ];
        },
        ["counting"] = c =>
        {
            var x = c["x"];
            var (values, inverse, counts) = x.unique(return_inverse: true, return_counts: true);
            var (runs, _, lengths) = x.unique_consecutive(return_counts: true);
            return [values, inverse!, counts!, bincount(x), bucketize(x, tensor(new long[] { 1, 3 })), runs, lengths!];
        },
        ["rearranging"] = c =>
        {
            var x = c["x"];
            return
            [
                x.repeat(2, 1, 1), x.repeat_interleave(2, 1), x.tile([2]), x.flip(1), x.roll(1, 2), x.rot90(1, (1, 2)), x.movedim([0], [2]),
                x[0][.., ..3].diag(), x[0, 0].diag_embed(), x.unfold(2, 2, 1), x.swapaxes(0, 1), .. x.chunk(3, 2),
            ];
        },
    };

    /// <summary>The result types of each type's row, by number.</summary>
    private static Tensor Types(Func<ScalarType, Tensor[]> results)
    {
        long[][] rows = [.. s_types.Select(type => results(type).Select(result => (long)result.dtype).ToArray())];
        return tensor(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);
    }
}
