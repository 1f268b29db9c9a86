using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>eˣ over its sum along a dimension.</summary>
    public sealed class Softmax : ParameterLessModule<Tensor, Tensor>
    {
        internal Softmax(long dim)
            : base(nameof(Softmax))
        {
            this.dim = dim;
        }

        /// <summary>The dimension that sums to one.</summary>
        public long dim { get; set; }

        /// <summary>Applies the function.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.softmax(tensor, dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>eˣ over its sum along a dimension.</summary>
            public static Modules.Softmax Softmax(long dim) => new(dim);
        }
    }
}
