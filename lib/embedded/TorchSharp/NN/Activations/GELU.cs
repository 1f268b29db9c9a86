using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x times the normal distribution function of x (Hendrycks and Gimpel 2016).</summary>
    public sealed class GELU : ParameterLessModule<Tensor, Tensor>
    {
        internal GELU(Approximate approximate, bool inplace)
            : base(nameof(GELU))
        {
            this.approximate = approximate;
            this.inplace = inplace;
        }

        /// <summary>How the distribution function is computed.</summary>
        public enum Approximate
        {
            /// <summary>Exactly, as BERT does.</summary>
            none,

            /// <summary>By the formula with the hyperbolic tangent, as GPT-2 does.</summary>
            tanh,
        }

        /// <summary>How the distribution function is computed.</summary>
        public Approximate approximate { get; set; }

        /// <summary>Overwrite the input.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the function.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.gelu(tensor, approximate, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x times the normal distribution function of x, exactly.</summary>
            public static Modules.GELU GELU() => new(Modules.GELU.Approximate.none, false);

            /// <summary>x times the normal distribution function of x, exactly.</summary>
            public static Modules.GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none, inplace);

            /// <summary>x times the normal distribution function of x.</summary>
            public static Modules.GELU GELU(Modules.GELU.Approximate approximate, bool inplace = false) => new(approximate, inplace);
        }
    }
}
