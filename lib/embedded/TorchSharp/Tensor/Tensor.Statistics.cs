using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public (Tensor std, Tensor mean) std_mean(bool unbiased = true) => (std(unbiased), mean());

        public (Tensor std, Tensor mean) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            (std(dim, unbiased, keepdim, type), mean([dim], keepdim, type));

        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            (std(dimensions, unbiased, keepdim, type), mean(dimensions, keepdim, type));

        public (Tensor @var, Tensor mean) var_mean(bool unbiased = true) => (@var(unbiased), mean());

        public (Tensor @var, Tensor mean) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) =>
            (@var(dim, unbiased, keepdim, type), mean([dim], keepdim, type));

        public Tensor nansum()
        {
            using var numbers = masked_fill(isnan(), 0);
            return numbers.sum();
        }

        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null)
        {
            long[] dims = dim is { } d ? [d] : [];
            using var numbers = masked_fill(isnan(), 0);
            using var total = numbers.sum(dims, keepdim, dtype);
            using var count = isnan().logical_not().sum(dims, keepdim);
            return total.div(count);
        }

        /// <summary>Values below which the given fractions lie, interpolated linearly.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false)
        {
            if (Sizes.Length == 0) return reshape(1).quantile(q, dim, keepdim: false);
            var axis = Shapes.Dimension("quantile", dim, Sizes.Length);
            var (sorted, order) = sort(axis);
            order.Dispose();
            using (sorted)
            {
                using var fractions = q.to_type(ScalarType.Float64).reshape(-1);
                var rows = new List<Tensor>();
                foreach (var fraction in fractions.data<double>().ToArray())
                {
                    if (fraction is not (>= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(q), fraction, "quantile: fractions lie between 0 and 1.");
                    var place = fraction * (Sizes[axis] - 1);
                    using var lower = sorted.narrow(axis, (long)Math.Floor(place), 1);
                    using var upper = sorted.narrow(axis, (long)Math.Ceiling(place), 1);
                    using var between = lower + (upper - lower) * (place - Math.Floor(place));
                    rows.Add(keepdim ? between.alias() : between.squeeze(axis));
                }

                using var all = stack(rows);
                return q.Sizes.Length == 0 ? all.squeeze(0) : all.alias();
            }
        }

        /// <summary>The covariance matrix of variables in rows and observations in columns.</summary>
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null)
        {
            if (fweights is not null || aweights is not null)
            {
                throw new NotSupportedException("cov with weights is not in the embedded engine; `./course use nuget` has it.");
            }

            using var rows = Sizes.Length < 2 ? reshape(1, -1) : alias();
            using var deviation = rows - rows.mean([1], keepdim: true);
            using var products = deviation.mm(deviation.t());
            using var result = products / Math.Max(rows.Sizes[1] - correction, 0);
            return Sizes.Length < 2 ? result.reshape() : result.alias();
        }

        /// <summary>Pearson's correlation coefficients of variables in rows.</summary>
        public Tensor corrcoef()
        {
            using var covariance = cov();
            if (covariance.Sizes.Length == 0) return covariance / covariance;
            using var deviation = covariance.diagonal().sqrt();
            return (covariance / deviation.unsqueeze(1) / deviation.unsqueeze(0)).clamp(-1, 1);
        }

        /// <summary>How many elements fall into each of equal intervals.</summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0)
        {
            using var flat = detach().reshape(-1).to_type(ScalarType.Float64);
            var (low, high) = (min, max) is (0, 0) && flat.numel() > 0 ? (flat.min().item<double>(), flat.max().item<double>()) : ((double)min, (double)max);
            if (low == high) (low, high) = (low - 1, high + 1);
            using var inside = flat.ge(low).logical_and(flat.le(high));
            using var kept = flat.masked_select(inside);
            using var bin = ((kept - low) * (bins / (high - low))).floor().clamp(0, bins - 1).to_type(ScalarType.Int64);
            return bin.bincount(null, bins).to_type(dtype);
        }

        public Tensor masked_scatter(Tensor mask, Tensor value)
        {
            var spread = mask.expand(Sizes);
            var count = spread.sum().item<long>();
            if (value.numel() < count) throw new InvalidOperationException($"masked_scatter: the mask chooses {count} elements, the source has {value.numel()}.");
            var result = clone();
            if (Sizes.Length == 0) return count == 0 ? result : value.reshape(-1)[0].clone();
            using var source = value.reshape(-1).narrow(0, 0, count);
            result[TensorIndex.Tensor(spread)] = source;
            return result;
        }

        public Tensor masked_scatter_(Tensor mask, Tensor value) => Replace("masked_scatter_", source => source.masked_scatter(mask, value));

        public Tensor select_scatter(Tensor src, long dim, long index)
        {
            var result = clone();
            result.select(dim, index).copy_(src);
            return result;
        }

        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1)
        {
            var result = clone();
            result.slice(dim, start ?? 0, end ?? long.MaxValue, step).copy_(src);
            return result;
        }

        public Tensor diagonal_scatter(Tensor src, long offset = 0, long dim1 = 0, long dim2 = 1)
        {
            var result = clone();
            result.diagonal(offset, dim1, dim2).copy_(src);
            return result;
        }
    }
}
