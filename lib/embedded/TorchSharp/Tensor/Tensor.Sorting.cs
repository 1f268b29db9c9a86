using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false, Tensor? sorter = null)
    {
        if (sorter is not null || sorted_sequence.Sizes.Length != 1)
        {
            throw new NotSupportedException("searchsorted with a sorter or with several sequences is not in the embedded engine; `./course use nuget` has it.");
        }

        return values.bucketize(sorted_sequence, out_int32, right);
    }

    public static (Tensor values, Tensor indices) topk(Tensor tensor, int k, int dim = -1, bool largest = true, bool sorted = true) => tensor.topk(k, dim, largest, sorted);

    public static (Tensor values, Tensor indices) sort(Tensor input, long dim = -1, bool descending = false, bool stable = false) => input.sort(dim, descending, stable);

    public partial class Tensor
    {
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => SortOps.Sort(this, dim, descending);

        public Tensor argsort(long dim = -1, bool descending = false)
        {
            using var plain = detach();
            var (values, indices) = SortOps.Sort(plain, dim, descending);
            values.Dispose();
            return indices;
        }

        public Tensor msort() => SortOps.Sort(this, 0, descending: false).Values;

        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => SortOps.TopK("topk", this, k, dim, largest);

        /// <summary>The k-th smallest value along a dimension.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false)
        {
            var axis = dim ?? -1;
            var (values, indices) = SortOps.TopK("kthvalue", this, k, axis, largest: false);
            using (values)
            using (indices)
            {
                using var value = values.narrow(axis, k - 1, 1);
                using var index = indices.narrow(axis, k - 1, 1);
                return keepdim ? (value.alias(), index.clone()) : (value.squeeze(axis), index.squeeze(axis).clone());
            }
        }

        /// <summary>The lower of the two middle values; NaN if there is one.</summary>
        public Tensor median()
        {
            if (is_floating_point() && isnan().any().item<bool>()) return max();
            using var flat = reshape(-1);
            var (value, index) = flat.kthvalue((numel() + 1) / 2, 0);
            index.Dispose();
            return value;
        }

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Unique(consecutive: false, return_inverse, return_counts, dim);

        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Unique(consecutive: true, return_inverse, return_counts, dim);

        /// <summary>The number of the interval between boundaries in which each element lies.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false)
        {
            RequireRank("bucketize", boundaries, 1);
            using var column = detach().unsqueeze(-1);
            using var below = right ? column.ge(boundaries) : column.gt(boundaries);
            using var count = below.sum(-1);
            return count.to_type(outInt32 ? ScalarType.Int32 : ScalarType.Int64);
        }

        public Tensor bincount(Tensor? weights, long minlength = 0)
        {
            RequireRank("bincount", this, 1);
            using var index = to_type(ScalarType.Int64);
            var length = numel() == 0 ? minlength : Math.Max(minlength, index.max().item<long>() + 1);
            using var ones = weights is null ? FillOps.Full(Sizes, 1, ScalarType.Int64) : weights.detach();
            return FillOps.Zeros([length], ones.dtype).scatter_add_(0, index, ones);
        }

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false)
        {
            using var column = detach().unsqueeze(-1);
            using var same = column.eq(test_elements.reshape(-1));
            using var found = same.any(-1);
            return invert ? found.logical_not() : found.alias();
        }

        public Tensor cumsum(long dim, ScalarType? type = null) => CumulativeOps.Sum(this, dim, type);

        public Tensor cumprod(long dim, ScalarType? type = null) => CumulativeOps.Product(this, dim, type);

        public Tensor prod(ScalarType? type = null) => CumulativeOps.Prod(this, null, false, type);

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => CumulativeOps.Prod(this, dim, keepdim, type);

        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null)
        {
            Shapes.ExistingDimension("diff", dim, Sizes.Length);
            var parts = new List<Tensor>();
            if (prepend is not null) parts.Add(prepend);
            parts.Add(this);
            if (append is not null) parts.Add(append);
            var result = parts.Count > 1 ? JoinOps.Cat([.. parts], dim) : alias();
            for (long i = 0; i < n; i++)
            {
                using var before = result;
                var length = before.Sizes[Shapes.Dimension("diff", dim, Sizes.Length)] - 1;
                using var upper = before.narrow(dim, 1, length);
                using var lower = before.narrow(dim, 0, length);
                result = upper.sub(lower);
            }

            return result;
        }

        private (Tensor Output, Tensor? Inverse, Tensor? Counts) Unique(bool consecutive, bool inverse, bool counts, int? dim)
        {
            if (dim is not null) throw new NotSupportedException("unique along a dimension is not in the embedded engine; `./course use nuget` has it.");
            var result = UniqueOps.Values(this, consecutive);
            if (!inverse) result.Inverse.Dispose();
            if (!counts) result.Counts.Dispose();
            return (result.Output, inverse ? result.Inverse : null, counts ? result.Counts : null);
        }
    }
}
