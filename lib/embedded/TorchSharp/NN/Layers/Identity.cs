using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Gives back what it gets.</summary>
    public sealed class Identity : ParameterLessModule<Tensor, Tensor>
    {
        internal Identity()
            : base(nameof(Identity))
        {
        }

        /// <summary>Applies the function.</summary>
        public override Tensor forward(Tensor tensor) => tensor.alias();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Gives back what it gets.</summary>
            public static Modules.Identity Identity() => new();
        }
    }
}
