using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Layer normalization (Ba et al. 2016): mean 0 and variance 1 over the last dimensions, then scaled and shifted.</summary>
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = nameof(weight))]
        private Parameter? _weight;

        [ComponentName(Name = nameof(bias))]
        private Parameter? _bias;

        internal LayerNorm(long[] normalizedShape, double eps, bool elementwiseAffine, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            normalized_shape = normalizedShape;
            this.eps = eps;
            elementwise_affine = elementwiseAffine;
            if (!elementwiseAffine) return;
            weight = empty(normalizedShape, dtype, device).AsParameter();
            if (hasBias) bias = empty(normalizedShape, dtype, device).AsParameter();
            reset_parameters();
        }

        /// <summary>The sizes of the dimensions that are normalized together, the last ones of the input.</summary>
        public long[] normalized_shape { get; set; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Whether there are a weight and a bias.</summary>
        public bool elementwise_affine { get; set; }

        /// <summary>The scale, of <see cref="normalized_shape"/>.</summary>
        public Parameter? weight
        {
            get => _weight;
            set => ConditionallyRegisterParameter(nameof(weight), Member.Set(ref _weight, value));
        }

        /// <summary>The shift, of <see cref="normalized_shape"/>.</summary>
        public Parameter? bias
        {
            get => _bias;
            set => ConditionallyRegisterParameter(nameof(bias), Member.Set(ref _bias, value));
        }

        /// <summary>Sets the scale to one and the shift to zero.</summary>
        public void reset_parameters()
        {
            if (_weight is not null) nn.init.ones_(_weight);
            if (_bias is not null) nn.init.zeros_(_bias);
        }

        /// <summary>Normalizes the last dimensions.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.layer_norm(tensor, normalized_shape, _weight, _bias, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Layer normalization over the last dimension.</summary>
            /// <param name="normalized_shape">The size of that dimension.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="elementwise_affine">Learn a scale and a shift.</param>
            /// <param name="bias">Learn the shift.</param>
            /// <param name="device">The device; only the CPU.</param>
            /// <param name="dtype">The element type; float32 by default.</param>
            public static Modules.LayerNorm LayerNorm(
                long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            /// <summary>Layer normalization over the last dimensions together.</summary>
            /// <inheritdoc cref="LayerNorm(long, double, bool, bool, Device, ScalarType?)"/>
            public static Modules.LayerNorm LayerNorm(
                long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(normalized_shape, eps, elementwise_affine, bias, device, dtype);
        }
    }
}
