using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor norm(Tensor input) => NormOps.Norm(input, 2, [], false);

    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2) => NormOps.Norm(input, p, [dimension], keepdim);

    public partial class Tensor
    {
        public Tensor norm(float p = 2) => NormOps.Norm(this, p, [], false);

        public Tensor norm(int dim, bool keepdim = false, float p = 2) => NormOps.Norm(this, p, [dim], keepdim);

        /// <summary>The p-norm of the difference.</summary>
        public Tensor dist(Tensor other, float p = 2)
        {
            using var difference = sub(other);
            return NormOps.Norm(difference, p, [], false);
        }

        /// <summary>log of the sum of exponentials, safe from overflow.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => LogSumExpOps.Over(this, [dim], keepdim);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            using var close = isclose(target, rtol, atol, equal_nan);
            using var all = close.all();
            return all.item<bool>();
        }

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false)
        {
            using var mode = GradMode.Set(enabled: false);
            using var x = to_type(ScalarType.Float64);
            using var y = other.to_type(ScalarType.Float64);
            using var near = (x - y).abs().le(y.abs() * rtol + atol).logical_and(y.isfinite());
            using var close = near.logical_or(x.eq(y));
            return nanEqual ? close.logical_or(x.isnan().logical_and(y.isnan())) : close.alias();
        }

        /// <summary>Whether shape and all elements are the same; no broadcasting.</summary>
        public Tensor equal(Tensor target)
        {
            using var same = Shapes.Same(Sizes, target.Sizes) ? eq(target).all() : FillOps.Full(Shapes.Scalar, false, ScalarType.Bool);
            return same.alias();
        }

        public bool Equals(Tensor target)
        {
            using var same = equal(target);
            return same.item<bool>();
        }
    }
}
