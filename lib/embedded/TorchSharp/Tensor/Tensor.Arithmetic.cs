using System.Runtime.CompilerServices;
using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Tensor target) => ArithmeticOps.Add(this, target);

        public Tensor add(Tensor target, Scalar alpha) => ArithmeticOps.Add(this, target, alpha.Number);

        public Tensor add(Scalar scalar) => ArithmeticOps.Add(this, scalar.Number);

        public Tensor add(Scalar scalar, Scalar alpha) => ArithmeticOps.Add(this, scalar.Number.Double * alpha.Number.Double);

        public Tensor sub(Tensor target) => ArithmeticOps.Sub(this, target);

        public Tensor sub(Scalar target) => ArithmeticOps.Sub(this, target.Number);

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor mul(Tensor target) => ArithmeticOps.Mul(this, target);

        public Tensor mul(Scalar target) => ArithmeticOps.Mul(this, target.Number);

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor neg() => ArithmeticOps.Mul(this, -1);

        public Tensor negative() => neg();

        public Tensor positive() => alias();

        public Tensor maximum(Tensor other) => ArithmeticOps.Extreme<MaxKernel>("maximum", this, other);

        public Tensor minimum(Tensor other) => ArithmeticOps.Extreme<MinKernel>("minimum", this, other);

        public Tensor max(Tensor other) => maximum(other);

        public Tensor min(Tensor other) => minimum(other);

        public Tensor add_(Tensor target) => Update<AddKernel>("add_", target, ArithmeticOps.Add);

        public Tensor add_(Tensor target, Scalar alpha)
        {
            if (alpha.Number.Double == 1) return add_(target);
            using var scaled = ArithmeticOps.Mul(target, alpha.Number);
            return add_(scaled);
        }

        public Tensor add_(Scalar scalar) => Update<AddKernel>("add_", scalar.Number, ArithmeticOps.Add);

        public Tensor add_(Scalar scalar, Scalar alpha) => Update<AddKernel>("add_", scalar.Number.Double * alpha.Number.Double, ArithmeticOps.Add);

        public Tensor sub_(Tensor target) => Update<SubKernel>("sub_", target, ArithmeticOps.Sub);

        public Tensor sub_(Scalar target) => Update<SubKernel>("sub_", target.Number, ArithmeticOps.Sub);

        public Tensor subtract_(Tensor target) => sub_(target);

        public Tensor subtract_(Scalar target) => sub_(target);

        public Tensor mul_(Tensor target) => Update<MulKernel>("mul_", target, ArithmeticOps.Mul);

        public Tensor mul_(Scalar target) => Update<MulKernel>("mul_", target.Number, ArithmeticOps.Mul);

        public Tensor neg_() => mul_(-1);

        /// <summary>this = this (op) other, straight into the memory when nothing is recorded.</summary>
        private Tensor Update<TOp>(string operation, Tensor other, Func<Tensor, Tensor, Tensor> recorded) where TOp : struct, IArithmetic
        {
            InPlace.Check(operation, this);
            CheckStorable(operation, DType.Promote(this, other));
            if (!Autograd.IsRecording(this, other) && !dtype.IsReduced() && dtype == other.dtype && Shapes.CanExpand(other.Sizes, Sizes))
            {
                PointwiseOps.Into<TOp>(this, this, other);
                InPlace.Changed(this, default);
                return this;
            }

            return InPlace.Assign(operation, this, recorded(InPlace.Source(this, other), other));
        }

        [OverloadResolutionPriority(1)]
        private Tensor Update<TOp>(string operation, Number other, Func<Tensor, Number, Tensor> recorded) where TOp : struct, IArithmetic
        {
            InPlace.Check(operation, this);
            CheckStorable(operation, DType.Promote(dtype, other));
            if (!Autograd.IsRecording(this) && !dtype.IsReduced())
            {
                PointwiseOps.Into<TOp>(this, this, other, swapped: false);
                InPlace.Changed(this, default);
                return this;
            }

            return InPlace.Assign(operation, this, recorded(InPlace.Source(this), other));
        }

        /// <exception cref="InvalidOperationException">The result is of a kind that this tensor cannot hold, e.g. floats in an integer tensor.</exception>
        private void CheckStorable(string operation, ScalarType result)
        {
            var fits = dtype.IsFloatingPoint() || (!result.IsFloatingPoint() && (dtype != ScalarType.Bool || result == ScalarType.Bool));
            if (!fits) throw new InvalidOperationException($"{operation}: a result of type {result} cannot be stored in a tensor of type {dtype}.");
        }
    }
}
