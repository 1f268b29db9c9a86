using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => DivisionOps.Divide(this, target, rounding_mode);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
        {
            if (rounding_mode == RoundingMode.None) return ArithmeticOps.Div(this, target.Number);
            using var other = PointwiseOps.Wrap(target.Number, dtype);
            return DivisionOps.Divide(this, other, rounding_mode);
        }

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor true_divide(Tensor other) => div(other);

        public Tensor true_divide(Scalar other) => div(other);

        public Tensor floor_divide(Tensor other) => div(other, RoundingMode.floor);

        public Tensor floor_divide(Scalar other) => div(other, RoundingMode.floor);

        public Tensor remainder(Tensor target) => DivisionOps.Remainder(this, target);

        public Tensor remainder(Scalar scalar)
        {
            using var other = PointwiseOps.Wrap(scalar.Number, dtype);
            return DivisionOps.Remainder(this, other);
        }

        public Tensor fmod(Tensor target) => DivisionOps.Fmod(this, target);

        public Tensor fmod(Scalar scalar)
        {
            using var other = PointwiseOps.Wrap(scalar.Number, dtype);
            return DivisionOps.Fmod(this, other);
        }

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None)
        {
            if (rounding_mode == RoundingMode.None && is_floating_point()) return Update<DivKernel>("div_", target, ArithmeticOps.Div);
            return Replace("div_", source => source.div(target, rounding_mode));
        }

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None)
        {
            if (rounding_mode == RoundingMode.None && is_floating_point()) return Update<DivKernel>("div_", target.Number, ArithmeticOps.Div);
            return Replace("div_", source => source.div(target, rounding_mode));
        }

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor true_divide_(Tensor other) => div_(other);

        public Tensor true_divide_(Scalar other) => div_(other);

        public Tensor floor_divide_(Tensor other) => div_(other, RoundingMode.floor);

        public Tensor floor_divide_(Scalar other) => div_(other, RoundingMode.floor);

        public Tensor remainder_(Tensor target) => Replace("remainder_", source => source.remainder(target));

        public Tensor remainder_(Scalar scalar) => Replace("remainder_", source => source.remainder(scalar));

        public Tensor fmod_(Tensor target) => Replace("fmod_", source => source.fmod(target));

        public Tensor fmod_(Scalar scalar) => Replace("fmod_", source => source.fmod(scalar));

        /// <summary>this = function(this), for operations without a kernel that writes in place.</summary>
        private Tensor Replace(string operation, Func<Tensor, Tensor> function)
        {
            InPlace.Check(operation, this);
            var result = function(InPlace.Source(this));
            if (ReferenceEquals(result, this)) return this;
            if (result.requires_grad && !requires_grad)
            {
                // Recorded because of another tensor, and perhaps with our memory saved for it: once more, from a copy.
                result.Dispose();
                result = function(CopyOps.Clone(this));
            }

            CheckStorable(operation, result.dtype);
            return InPlace.Assign(operation, this, result);
        }
    }
}
