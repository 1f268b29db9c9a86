using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        TriangleOps.Indices(row, col, offset, dtype, device, upper: false);

    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        TriangleOps.Indices(row, col, offset, dtype, device, upper: true);

    public partial class Tensor
    {
        public Tensor tril(long diagonal = 0) => TriangleOps.Triangle("tril", this, diagonal, upper: false);

        public Tensor triu(long diagonal = 0) => TriangleOps.Triangle("triu", this, diagonal, upper: true);

        public Tensor tril_(long diagonal = 0) => Replace("tril_", source => source.tril(diagonal));

        public Tensor triu_(long diagonal = 0) => Replace("triu_", source => source.triu(diagonal));

        public Tensor flip(params long[] dims) => RearrangeOps.Flip(this, dims);

        public Tensor fliplr() => RearrangeOps.Flip(this, [1]);

        public Tensor flipud() => RearrangeOps.Flip(this, [0]);

        public Tensor roll(long shifts, long? dims = null) => RearrangeOps.Roll(this, [shifts], dims is { } dim ? [dim] : []);

        public Tensor roll(long[] shifts, long[] dims) => RearrangeOps.Roll(this, shifts, dims);

        public Tensor roll(long[] shifts) => RearrangeOps.Roll(this, shifts, []);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => RearrangeOps.Roll(this, shifts, dims);

        public Tensor roll((long, long) shifts, (long, long) dims) => RearrangeOps.Roll(this, [shifts.Item1, shifts.Item2], [dims.Item1, dims.Item2]);

        public Tensor roll((long, long, long) shifts, (long, long, long) dims) =>
            RearrangeOps.Roll(this, [shifts.Item1, shifts.Item2, shifts.Item3], [dims.Item1, dims.Item2, dims.Item3]);

        public Tensor rot90(long k = 1, (long, long)? dims = null)
        {
            var (a, b) = dims ?? (0, 1);
            return (((k % 4) + 4) % 4) switch
            {
                1 => flip(b).transpose(a, b),
                2 => flip(a, b),
                3 => flip(a).transpose(a, b),
                _ => clone(),
            };
        }

        public Tensor repeat(params long[] sizes) => RearrangeOps.Repeat(this, sizes);

        public Tensor tile(long[] reps)
        {
            var missing = Math.Max(0, Sizes.Length - reps.Length);
            return RearrangeOps.Repeat(this, [.. Enumerable.Repeat(1L, missing), .. reps]);
        }

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
        {
            using var count = GatherOps.Indices([repeats]);
            return RearrangeOps.RepeatInterleave(this, count, dim);
        }

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => RearrangeOps.RepeatInterleave(this, repeats, dim);

        /// <summary>A matrix with this vector on a diagonal, or a diagonal of this matrix.</summary>
        public Tensor diag(long diagonal = 0)
        {
            if (Sizes.Length == 2) return this.diagonal(diagonal).clone();
            if (Sizes.Length != 1) throw new InvalidOperationException($"diag: expects a vector or a matrix, got shape {Shapes.Text(Sizes)}.");
            return diag_embed(diagonal);
        }

        public Tensor diagflat(long offset = 0) => reshape(-1).diag_embed(offset);

        /// <summary>Matrices with the last dimension's values on a diagonal.</summary>
        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1)
        {
            var size = Sizes[Shapes.ExistingDimension("diag_embed", -1, Sizes.Length)] + Math.Abs(offset);
            var result = FillOps.Zeros([.. Sizes[..^1], size, size], dtype);
            using var diagonal = result.diagonal(offset, -2, -1);
            diagonal.copy_(this);
            return (dim1, dim2) is (-2, -1) ? result : result.movedim([-2, -1], [dim1, dim2]);
        }

        public Tensor trace()
        {
            RequireRank("trace", this, 2);
            return diagonal().sum();
        }
    }
}
