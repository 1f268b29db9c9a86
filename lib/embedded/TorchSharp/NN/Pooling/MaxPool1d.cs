using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The largest element of each window of a sequence.</summary>
    public sealed class MaxPool1d : ParameterLessModule<Tensor, Tensor>
    {
        internal MaxPool1d(long kernel_size, long? stride, long? padding, long? dilation, bool ceil_mode)
            : base(nameof(MaxPool1d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.dilation = dilation;
            this.ceil_mode = ceil_mode;
        }

        /// <summary>The window's size.</summary>
        public long kernel_size { get; set; }

        /// <summary>The step; the window's size when null.</summary>
        public long? stride { get; set; }

        /// <summary>How far the window reaches beyond each side.</summary>
        public long? padding { get; set; }

        /// <summary>The distance between the window's elements.</summary>
        public long? dilation { get; set; }

        /// <summary>Let the last window hang over.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Pools.</summary>
        public override Tensor forward(Tensor input) => nn.functional.max_pool1d(input, kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>Pools, and says where the largest elements lie.</summary>
        public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) => nn.functional.max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The largest element of each window of a sequence.</summary>
            public static Modules.MaxPool1d MaxPool1d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
                => new(kernel_size, stride, padding, dilation, ceil_mode);
        }
    }
}
