using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The largest element of each window of an image.</summary>
    public sealed class MaxPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal MaxPool2d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
            : base(nameof(MaxPool2d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.dilation = dilation;
            this.ceil_mode = ceil_mode;
        }

        /// <summary>The window's size.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>The steps; the window's size when null.</summary>
        public long[]? stride { get; set; }

        /// <summary>How far the window reaches beyond each side.</summary>
        public long[]? padding { get; set; }

        /// <summary>The distances between the window's elements.</summary>
        public long[]? dilation { get; set; }

        /// <summary>Let the last window hang over.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Pools.</summary>
        public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel_size, stride, padding, dilation, ceil_mode);

        /// <summary>Pools, and says where the largest elements lie.</summary>
        public (Tensor Values, Tensor Indices) forward_with_indices(Tensor input) => nn.functional.max_pool2d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The largest element of each window of an image.</summary>
            public static Modules.MaxPool2d MaxPool2d(long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
                => new([kernel_size], stride is { } s ? [s] : null, padding is { } p ? [p] : null, dilation is { } d ? [d] : null, ceil_mode);

            /// <summary>The largest element of each window of an image.</summary>
            public static Modules.MaxPool2d MaxPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false)
                => new(functional.Pair(kernel_size)!, functional.Pair(stride), functional.Pair(padding), functional.Pair(dilation), ceil_mode);

            /// <summary>The largest element of each window of an image.</summary>
            public static Modules.MaxPool2d MaxPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
                => new(kernel_size, stride, padding, dilation, ceil_mode);
        }
    }
}
