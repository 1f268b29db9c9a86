using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x · tanh(log(1 + eˣ)) (Misra 2019).</summary>
    public sealed class Mish : ParameterLessModule<Tensor, Tensor>
    {
        internal Mish(bool inplace)
            : base(nameof(Mish))
        {
            this.inplace = inplace;
        }

        /// <summary>Overwrite the input.</summary>
        public bool inplace { get; set; }

        /// <summary>Applies the function.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.mish(tensor, inplace);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x · tanh(log(1 + eˣ)) (Misra 2019).</summary>
            public static Modules.Mish Mish() => new(false);

            /// <summary>x · tanh(log(1 + eˣ)) (Misra 2019).</summary>
            public static Modules.Mish Mish(bool inplace) => new(inplace);
        }
    }
}
