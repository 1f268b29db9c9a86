using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor exp() => UnaryOps.Apply<Exp>(this);

        public Tensor exp_() => UnaryOps.ApplyInPlace<Exp>(this);

        public Tensor exp2() => UnaryOps.Apply<Exp2>(this);

        public Tensor exp2_() => UnaryOps.ApplyInPlace<Exp2>(this);

        public Tensor expm1() => UnaryOps.Apply<Expm1>(this);

        public Tensor expm1_() => UnaryOps.ApplyInPlace<Expm1>(this);

        public Tensor log() => UnaryOps.Apply<Log>(this);

        public Tensor log_() => UnaryOps.ApplyInPlace<Log>(this);

        public Tensor log2() => UnaryOps.Apply<Log2>(this);

        public Tensor log2_() => UnaryOps.ApplyInPlace<Log2>(this);

        public Tensor log10() => UnaryOps.Apply<Log10>(this);

        public Tensor log10_() => UnaryOps.ApplyInPlace<Log10>(this);

        public Tensor log1p() => UnaryOps.Apply<Log1p>(this);

        public Tensor log1p_() => UnaryOps.ApplyInPlace<Log1p>(this);

        public Tensor sqrt() => UnaryOps.Apply<Sqrt>(this);

        public Tensor sqrt_() => UnaryOps.ApplyInPlace<Sqrt>(this);

        public Tensor rsqrt() => UnaryOps.Apply<Rsqrt>(this);

        public Tensor rsqrt_() => UnaryOps.ApplyInPlace<Rsqrt>(this);

        public Tensor reciprocal() => UnaryOps.Apply<Reciprocal>(this);

        public Tensor reciprocal_() => UnaryOps.ApplyInPlace<Reciprocal>(this);

        public Tensor sin() => UnaryOps.Apply<Sin>(this);

        public Tensor sin_() => UnaryOps.ApplyInPlace<Sin>(this);

        public Tensor cos() => UnaryOps.Apply<Cos>(this);

        public Tensor cos_() => UnaryOps.ApplyInPlace<Cos>(this);

        public Tensor tan() => UnaryOps.Apply<Tan>(this);

        public Tensor tan_() => UnaryOps.ApplyInPlace<Tan>(this);

        public Tensor asin() => UnaryOps.Apply<Asin>(this);

        public Tensor asin_() => UnaryOps.ApplyInPlace<Asin>(this);

        public Tensor acos() => UnaryOps.Apply<Acos>(this);

        public Tensor acos_() => UnaryOps.ApplyInPlace<Acos>(this);

        public Tensor atan() => UnaryOps.Apply<Atan>(this);

        public Tensor atan_() => UnaryOps.ApplyInPlace<Atan>(this);

        public Tensor sinh() => UnaryOps.Apply<Sinh>(this);

        public Tensor sinh_() => UnaryOps.ApplyInPlace<Sinh>(this);

        public Tensor cosh() => UnaryOps.Apply<Cosh>(this);

        public Tensor cosh_() => UnaryOps.ApplyInPlace<Cosh>(this);

        public Tensor tanh() => UnaryOps.Apply<Tanh>(this);

        public Tensor tanh_() => UnaryOps.ApplyInPlace<Tanh>(this);

        public Tensor asinh() => UnaryOps.Apply<Asinh>(this);

        public Tensor asinh_() => UnaryOps.ApplyInPlace<Asinh>(this);

        public Tensor acosh() => UnaryOps.Apply<Acosh>(this);

        public Tensor acosh_() => UnaryOps.ApplyInPlace<Acosh>(this);

        public Tensor atanh() => UnaryOps.Apply<Atanh>(this);

        public Tensor atanh_() => UnaryOps.ApplyInPlace<Atanh>(this);

        public Tensor sigmoid() => UnaryOps.Apply<Sigmoid>(this);

        public Tensor sigmoid_() => UnaryOps.ApplyInPlace<Sigmoid>(this);

        public Tensor arccos() => acos();

        public Tensor arccos_() => acos_();

        public Tensor arcsin() => asin();

        public Tensor arcsin_() => asin_();

        public Tensor arctan() => atan();

        public Tensor arctan_() => atan_();

        public Tensor arccosh() => acosh();

        public Tensor arccosh_() => acosh_();

        public Tensor arcsinh() => asinh();

        public Tensor arcsinh_() => asinh_();

        public Tensor arctanh() => atanh();

        public Tensor arctanh_() => atanh_();
    }
}
