using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x, kept between 0 and 6.</summary>
    public sealed class ReLU6 : ParameterLessModule<Tensor, Tensor>
    {
        internal ReLU6(bool inplace)
            : base(nameof(ReLU6))
        {
            this.inplace = inplace;
        }

        /// <summary>Overwrite the input.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the function.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.relu6(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x, kept between 0 and 6.</summary>
            public static Modules.ReLU6 ReLU6(bool inplace = false) => new(inplace);
        }
    }
}
