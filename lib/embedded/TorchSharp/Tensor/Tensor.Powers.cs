using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor pow(Tensor exponent) => PowerOps.Pow(this, exponent);

        public Tensor pow(Scalar exponent) => PowerOps.Pow(this, exponent.Number);

        public Tensor pow_(Tensor exponent) => Replace("pow_", source => source.pow(exponent));

        public Tensor pow_(Scalar exponent) => Replace("pow_", source => source.pow(exponent));

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => ClampOps.Clamp(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => ClampOps.Clamp(this, min, max);

        public Tensor clip(Scalar? min = null, Scalar? max = null) => ClampOps.Clamp(this, min, max);

        public Tensor clamp_max(Scalar max) => ClampOps.Clamp(this, null, max);

        public Tensor clamp_min(Scalar min) => ClampOps.Clamp(this, min, null);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Replace("clamp_", source => ClampOps.Clamp(source, min, max));

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Replace("clamp_", source => ClampOps.Clamp(source, min, max));

        public Tensor clamp_max_(Scalar max) => clamp_(null, max);

        public Tensor clamp_min_(Scalar min) => clamp_(min, null);

        public Tensor isnan() => is_floating_point() ? ne(this) : zeros_like(ScalarType.Bool);

        public Tensor isinf()
        {
            if (!is_floating_point()) return zeros_like(ScalarType.Bool);
            using var magnitude = detach().abs();
            return magnitude.eq(double.PositiveInfinity);
        }

        public Tensor isfinite()
        {
            if (!is_floating_point()) return ones_like(ScalarType.Bool);
            using var magnitude = detach().abs();
            return magnitude.lt(double.PositiveInfinity);
        }

        public Tensor isposinf() => is_floating_point() ? eq(double.PositiveInfinity) : zeros_like(ScalarType.Bool);

        public Tensor isneginf() => is_floating_point() ? eq(double.NegativeInfinity) : zeros_like(ScalarType.Bool);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null)
        {
            if (!is_floating_point()) return clone();
            var limits = finfo(dtype);
            using var numbers = masked_fill(isnan(), nan);
            using var bounded = numbers.masked_fill(isposinf(), posinf ?? limits.max);
            return bounded.masked_fill(isneginf(), neginf ?? limits.min);
        }

        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) =>
            Replace("nan_to_num_", source => source.nan_to_num(nan, posinf, neginf));

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.zeros_like(this, dtype, device, requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.ones_like(this, dtype, device, requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.empty_like(this, dtype, device, requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.full_like(this, value, dtype, device, requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.rand_like(this, dtype, device, requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => torch.randn_like(this, dtype, device, requires_grad);
    }
}
