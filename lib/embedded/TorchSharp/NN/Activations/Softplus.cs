using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>log(1 + e^(beta·x)) / beta, a smooth rectifier.</summary>
    public sealed class Softplus : ParameterLessModule<Tensor, Tensor>
    {
        internal Softplus(double beta, double threshold)
            : base(nameof(Softplus))
        {
            this.beta = beta;
            this.threshold = threshold;
        }

        /// <summary>How sharp the bend is.</summary>
        public double beta { get; set; }

        /// <summary>Where beta·x is larger, the result is x.</summary>
        public double threshold { get; set; }

        /// <summary>Applies the function.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.softplus(tensor, beta, threshold);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>log(1 + e^(beta·x)) / beta, a smooth rectifier.</summary>
            public static Modules.Softplus Softplus(double beta = 1, double threshold = 20) => new(beta, threshold);
        }
    }
}
