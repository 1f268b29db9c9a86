using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => PointwiseOps.Compare<EqualKernel>("eq", this, target);

        public Tensor eq(Scalar target) => CompareWith<EqualKernel>("eq", target);

        public Tensor ne(Tensor target) => PointwiseOps.Compare<NotEqualKernel>("ne", this, target);

        public Tensor ne(Scalar target) => CompareWith<NotEqualKernel>("ne", target);

        public Tensor lt(Tensor target) => PointwiseOps.Compare<LessKernel>("lt", this, target);

        public Tensor lt(Scalar target) => CompareWith<LessKernel>("lt", target);

        public Tensor le(Tensor target) => PointwiseOps.Compare<LessOrEqualKernel>("le", this, target);

        public Tensor le(Scalar target) => CompareWith<LessOrEqualKernel>("le", target);

        public Tensor gt(Tensor target) => PointwiseOps.Compare<GreaterKernel>("gt", this, target);

        public Tensor gt(Scalar target) => CompareWith<GreaterKernel>("gt", target);

        public Tensor ge(Tensor target) => PointwiseOps.Compare<GreaterOrEqualKernel>("ge", this, target);

        public Tensor ge(Scalar target) => CompareWith<GreaterOrEqualKernel>("ge", target);

        public Tensor eq_(Tensor target) => Replace("eq_", source => source.eq(target));

        public Tensor eq_(Scalar target) => Replace("eq_", source => source.eq(target));

        public Tensor ne_(Tensor target) => Replace("ne_", source => source.ne(target));

        public Tensor ne_(Scalar target) => Replace("ne_", source => source.ne(target));

        public Tensor lt_(Tensor target) => Replace("lt_", source => source.lt(target));

        public Tensor lt_(Scalar target) => Replace("lt_", source => source.lt(target));

        public Tensor le_(Tensor target) => Replace("le_", source => source.le(target));

        public Tensor le_(Scalar target) => Replace("le_", source => source.le(target));

        public Tensor gt_(Tensor target) => Replace("gt_", source => source.gt(target));

        public Tensor gt_(Scalar target) => Replace("gt_", source => source.gt(target));

        public Tensor ge_(Tensor target) => Replace("ge_", source => source.ge(target));

        public Tensor ge_(Scalar target) => Replace("ge_", source => source.ge(target));

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor less_equal_(Tensor target) => le_(target);

        public Tensor not_equal_(Tensor target) => ne_(target);

        private Tensor CompareWith<TOp>(string operation, Scalar target) where TOp : struct, IComparison
        {
            using var other = PointwiseOps.Wrap(target.Number, dtype);
            return PointwiseOps.Compare<TOp>(operation, this, other);
        }
    }
}
