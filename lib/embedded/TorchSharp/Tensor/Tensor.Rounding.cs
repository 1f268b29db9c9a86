using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => is_floating_point() ? UnaryOps.Apply<Abs>(this) : IntegerOps.Abs(this);

        public Tensor abs_() => is_floating_point() ? UnaryOps.ApplyInPlace<Abs>(this) : Replace("abs_", IntegerOps.Abs);

        public Tensor sign() => is_floating_point() ? UnaryOps.Apply<Sign>(this) : IntegerOps.Sign(this);

        public Tensor sign_() => is_floating_point() ? UnaryOps.ApplyInPlace<Sign>(this) : Replace("sign_", IntegerOps.Sign);

        public Tensor floor() => is_floating_point() ? UnaryOps.Apply<Floor>(this) : IntegerOps.Floor(this);

        public Tensor floor_() => is_floating_point() ? UnaryOps.ApplyInPlace<Floor>(this) : Replace("floor_", IntegerOps.Floor);

        public Tensor ceil() => is_floating_point() ? UnaryOps.Apply<Ceil>(this) : IntegerOps.Ceil(this);

        public Tensor ceil_() => is_floating_point() ? UnaryOps.ApplyInPlace<Ceil>(this) : Replace("ceil_", IntegerOps.Ceil);

        public Tensor trunc() => is_floating_point() ? UnaryOps.Apply<Trunc>(this) : IntegerOps.Trunc(this);

        public Tensor trunc_() => is_floating_point() ? UnaryOps.ApplyInPlace<Trunc>(this) : Replace("trunc_", IntegerOps.Trunc);

        public Tensor frac() => UnaryOps.Apply<Frac>(this);

        public Tensor frac_() => UnaryOps.ApplyInPlace<Frac>(this);

        public Tensor relu() => is_floating_point() ? UnaryOps.Apply<Relu>(this) : IntegerOps.Relu(this);

        public Tensor relu_() => is_floating_point() ? UnaryOps.ApplyInPlace<Relu>(this) : Replace("relu_", IntegerOps.Relu);

        public Tensor deg2rad() => UnaryOps.Apply<Deg2Rad>(this);

        public Tensor deg2rad_() => UnaryOps.ApplyInPlace<Deg2Rad>(this);

        public Tensor rad2deg() => UnaryOps.Apply<Rad2Deg>(this);

        public Tensor rad2deg_() => UnaryOps.ApplyInPlace<Rad2Deg>(this);

        public Tensor sinc() => UnaryOps.Apply<Sinc>(this);

        public Tensor sinc_() => UnaryOps.ApplyInPlace<Sinc>(this);

        public Tensor erf() => UnaryOps.Apply<Erf>(this);

        public Tensor erf_() => UnaryOps.ApplyInPlace<Erf>(this);

        public Tensor erfc() => UnaryOps.Apply<Erfc>(this);

        public Tensor erfc_() => UnaryOps.ApplyInPlace<Erfc>(this);

        public Tensor erfinv() => UnaryOps.Apply<ErfInv>(this);

        public Tensor erfinv_() => UnaryOps.ApplyInPlace<ErfInv>(this);

        public Tensor lgamma() => UnaryOps.Apply<LogGamma>(this);

        public Tensor lgamma_() => UnaryOps.ApplyInPlace<LogGamma>(this);

        public Tensor digamma() => UnaryOps.Apply<Digamma>(this);

        public Tensor digamma_() => UnaryOps.ApplyInPlace<Digamma>(this);

        public Tensor absolute() => abs();

        public Tensor absolute_() => abs_();

        public Tensor fix() => trunc();

        public Tensor fix_() => trunc_();

        public Tensor sgn() => sign();

        public Tensor sgn_() => sign_();

        public Tensor square() => is_floating_point() ? UnaryOps.Apply<Square>(this) : mul(this);

        public Tensor round(long decimals = 0)
        {
            if (!is_floating_point()) return clone();
            if (decimals == 0) return UnaryOps.Apply<Round>(this);
            var scale = Math.Pow(10, decimals);
            using var scaled = this * scale;
            using var rounded = UnaryOps.Apply<Round>(scaled);
            return rounded / scale;
        }

        public Tensor round_(long decimals = 0) => Replace("round_", source => source.round(decimals));
    }
}
