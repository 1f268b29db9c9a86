using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The mean of each window of an image.</summary>
    public sealed class AvgPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal AvgPool2d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
            : base(nameof(AvgPool2d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.ceil_mode = ceil_mode;
            this.count_include_pad = count_include_pad;
            this.divisor_override = divisor_override;
        }

        /// <summary>The window's size.</summary>
        public long[] kernel_size { get; set; }

        /// <summary>The steps; the window's size when null.</summary>
        public long[]? stride { get; set; }

        /// <summary>How far the window reaches beyond each side.</summary>
        public long[]? padding { get; set; }

        /// <summary>Let the last window hang over.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Count the padding in the mean.</summary>
        public bool count_include_pad { get; set; }

        /// <summary>Divide the sum by this instead.</summary>
        public long? divisor_override { get; set; }

        /// <summary>Pools.</summary>
        public override Tensor forward(Tensor input) => nn.functional.avg_pool2d(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The mean of each window of an image.</summary>
            public static Modules.AvgPool2d AvgPool2d(long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                => new(kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of an image.</summary>
            public static Modules.AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                => new(functional.Pair(kernel_size)!, functional.Pair(stride), functional.Pair(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The mean of each window of an image.</summary>
            public static Modules.AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                => new([kernel_size], stride is { } s ? [s] : null, padding is { } p ? [p] : null, ceil_mode, count_include_pad, divisor_override);
        }
    }
}
