using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The logarithm of <see cref="Softmax"/>, accurate where that is tiny.</summary>
    public sealed class LogSoftmax : ParameterLessModule<Tensor, Tensor>
    {
        internal LogSoftmax(long dim)
            : base(nameof(LogSoftmax))
        {
            this.dim = dim;
        }

        /// <summary>The dimension that sums to one.</summary>
        public long dim { get; set; }

        /// <summary>Applies the function.</summary>
        public override Tensor forward(Tensor tensor) => nn.functional.log_softmax(tensor, dim);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The logarithm of the softmax along a dimension.</summary>
            public static Modules.LogSoftmax LogSoftmax(long dim) => new(dim);
        }
    }
}
