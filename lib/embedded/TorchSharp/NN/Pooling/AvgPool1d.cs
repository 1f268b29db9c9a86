using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The mean of each window of a sequence.</summary>
    public sealed class AvgPool1d : ParameterLessModule<Tensor, Tensor>
    {
        internal AvgPool1d(long kernel_size, long? stride, long? padding, bool ceil_mode, bool count_include_pad)
            : base(nameof(AvgPool1d))
        {
            this.kernel_size = kernel_size;
            this.stride = stride;
            this.padding = padding;
            this.ceil_mode = ceil_mode;
            this.count_include_pad = count_include_pad;
        }

        /// <summary>The window's size.</summary>
        public long kernel_size { get; set; }

        /// <summary>The step; the window's size when null.</summary>
        public long? stride { get; set; }

        /// <summary>How far the window reaches beyond each side.</summary>
        public long? padding { get; set; }

        /// <summary>Let the last window hang over.</summary>
        public bool ceil_mode { get; set; }

        /// <summary>Count the padding in the mean.</summary>
        public bool count_include_pad { get; set; }

        /// <summary>Pools.</summary>
        public override Tensor forward(Tensor input) => nn.functional.avg_pool1d(input, kernel_size, stride, padding, ceil_mode, count_include_pad);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The mean of each window of a sequence.</summary>
            public static Modules.AvgPool1d AvgPool1d(long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true)
                => new(kernel_size, stride, padding, ceil_mode, count_include_pad);
        }
    }
}
