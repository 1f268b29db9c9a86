using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
    public sealed class Sigmoid : ParameterLessModule<Tensor, Tensor>
    {
        internal Sigmoid(bool inplace)
            : base(nameof(Sigmoid))
        {
            this.inplace = inplace;
        }

        /// <summary>Overwrite the input.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the function.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.sigmoid(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
            public static Modules.Sigmoid Sigmoid() => new(false);

            /// <summary>The logistic function 1 / (1 + e⁻ˣ).</summary>
            public static Modules.Sigmoid Sigmoid(bool inplace) => new(inplace);
        }
    }
}
