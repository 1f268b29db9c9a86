using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Special functions.</summary>
    public static class special
    {
        public static Tensor digamma(Tensor input) => input.digamma();

        public static Tensor psi(Tensor input) => input.digamma();

        public static Tensor gammaln(Tensor input) => input.lgamma();

        public static Tensor erf(Tensor input) => input.erf();

        public static Tensor erfc(Tensor input) => input.erfc();

        public static Tensor erfinv(Tensor input) => input.erfinv();

        public static Tensor exp2(Tensor input) => input.exp2();

        public static Tensor expm1(Tensor input) => input.expm1();

        public static Tensor expit(Tensor input) => input.sigmoid();

        public static Tensor sigmoid(Tensor input) => input.sigmoid();

        public static Tensor sigmoid_(Tensor input) => input.sigmoid_();

        public static Tensor logit(Tensor input) => input.logit();

        public static Tensor sinc(Tensor input) => input.sinc();

        public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

        public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);

        /// <summary>The standard normal distribution's cumulative probability.</summary>
        public static Tensor ndtr(Tensor input)
        {
            using var scaled = input * -Math.Sqrt(0.5);
            using var tail = scaled.erfc();
            return tail * 0.5;
        }

        /// <summary>The inverse of <see cref="ndtr"/>.</summary>
        public static Tensor ndtri(Tensor input)
        {
            using var centred = input * 2 - 1;
            using var inverse = centred.erfinv();
            return inverse * Math.Sqrt(2);
        }

        /// <summary>−x log x; 0 at 0 and −∞ below.</summary>
        public static Tensor entr(Tensor input)
        {
            using var inside = CombinedOps.XLogY(input, input).neg();
            return inside.masked_fill(input.lt(0), double.NegativeInfinity);
        }

        /// <summary>x log(1 + y), and 0 where x is 0.</summary>
        public static Tensor xlog1py(Tensor input, Tensor other)
        {
            using var above = other + 1;
            return CombinedOps.XLogY(input, above);
        }
    }
}
