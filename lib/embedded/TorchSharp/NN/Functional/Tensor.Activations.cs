using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>eˣ over its sum along a dimension.</summary>
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => SoftmaxOps.Softmax(input, dim, dtype);

    public partial class Tensor
    {
        /// <summary>eˣ over its sum along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => SoftmaxOps.Softmax(this, dim, dtype);

        /// <summary>The logarithm of the softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => SoftmaxOps.LogSoftmax(this, dim, dtype);

        /// <summary>x times the normal distribution function of x, exactly.</summary>
        public Tensor gelu() => GeluOps.Gelu(this, GELU.Approximate.none);

        /// <summary>x times the normal distribution function of x, exactly or by the formula with the hyperbolic tangent.</summary>
        public Tensor gelu(GELU.Approximate approximate) => GeluOps.Gelu(this, approximate);

        /// <summary>x times the logistic function of x.</summary>
        public Tensor silu() => ActivationOps.Silu(this);

        /// <summary>The logarithm of the logistic function.</summary>
        public Tensor log_sigmoid() => ActivationOps.LogSigmoid(this);

        /// <summary>x where it is positive, a multiple of it elsewhere.</summary>
        public Tensor leaky_relu(Scalar negative_slope) => ActivationOps.LeakyRelu(this, negative_slope.ToDouble());

        /// <summary>x where it is positive, alpha·(eˣ - 1) elsewhere.</summary>
        public Tensor elu(double alpha = 1) => ActivationOps.Elu(this, alpha);

        /// <summary>log(1 + e^(beta·x)) / beta; x itself where beta·x is above the threshold.</summary>
        public Tensor softplus(double beta = 1, double threshold = 20) => ActivationOps.Softplus(this, beta, threshold);
    }
}
