using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>max(0, x).</summary>
            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_() : x.relu();

            /// <summary>x where it is positive, <paramref name="negative_slope"/>·x elsewhere.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false)
                => Overwrite(input, inplace, x => ActivationOps.LeakyRelu(x, negative_slope));

            /// <summary>x where it is positive, <paramref name="alpha"/>·(eˣ - 1) elsewhere.</summary>
            public static Tensor elu(Tensor x, double alpha, bool inplace = false)
                => Overwrite(x, inplace, x => ActivationOps.Elu(x, alpha));

            /// <summary>x times the normal distribution function of x, exactly.</summary>
            public static Tensor gelu(Tensor x) => GeluOps.Gelu(x, Modules.GELU.Approximate.none);

            /// <inheritdoc cref="gelu(Tensor)"/>
            public static Tensor gelu(Tensor x, bool inplace) => gelu(x, Modules.GELU.Approximate.none, inplace);

            /// <summary>x times the normal distribution function of x, exactly or by the formula with the hyperbolic tangent.</summary>
            public static Tensor gelu(Tensor x, GELU.Approximate approximate, bool inplace = false)
                => Overwrite(x, inplace, x => GeluOps.Gelu(x, approximate));

            /// <summary>x times the logistic function of x.</summary>
            public static Tensor silu(Tensor x, bool inplace = false) => Overwrite(x, inplace, ActivationOps.Silu);

            /// <inheritdoc cref="silu"/>
            public static Tensor SiLU(Tensor x, bool inplace = false) => silu(x, inplace);

            /// <summary>x · tanh(log(1 + eˣ)) (Misra 2019).</summary>
            public static Tensor mish(Tensor x, bool inplace = false) => Overwrite(x, inplace, x => x * ActivationOps.Softplus(x, 1, 20).tanh());

            /// <summary>x / (1 + |x|).</summary>
            public static Tensor softsign(Tensor x, bool inplace = false) => Overwrite(x, inplace, x => x / (x.abs() + 1));

            /// <summary>x, kept between two bounds.</summary>
            public static Tensor hardtanh(Tensor x, double min_val = -1.0, double max_val = 1.0, bool inplace = false)
                => inplace ? x.clamp_(min_val, max_val) : x.clamp(min_val, max_val);

            /// <summary>x, kept between 0 and 6.</summary>
            public static Tensor relu6(Tensor x, bool inplace = false) => hardtanh(x, 0, 6, inplace);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_() : x.tanh();

            /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
            public static Tensor sigmoid(Tensor x) => x.sigmoid();

            /// <inheritdoc cref="sigmoid(Tensor)"/>
            public static Tensor sigmoid(Tensor x, bool inplace) => inplace ? x.sigmoid_() : x.sigmoid();

            /// <summary>The logarithm of the logistic function.</summary>
            public static Tensor logsigmoid(Tensor x) => ActivationOps.LogSigmoid(x);

            /// <summary>log(1 + e^(beta·x)) / beta; x itself where beta·x is above the threshold.</summary>
            public static Tensor softplus(Tensor x, double beta = 1, double threshold = 20) => ActivationOps.Softplus(x, beta, threshold);

            /// <summary>eˣ over its sum along a dimension.</summary>
            /// <param name="input">The scores.</param>
            /// <param name="dim">The dimension that sums to one.</param>
            /// <param name="dtype">Convert the scores first.</param>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => SoftmaxOps.Softmax(input, dim, dtype);

            /// <summary>The logarithm of the softmax along a dimension.</summary>
            public static Tensor log_softmax(Tensor x, long dim) => SoftmaxOps.LogSoftmax(x, dim, null);

            // An operation in place keeps a copy of its input for the backward pass.
            private static Tensor Overwrite(Tensor x, bool inplace, Func<Tensor, Tensor> function) => inplace ? x.copy_(function(x.clone())) : function(x);
        }
    }
}
