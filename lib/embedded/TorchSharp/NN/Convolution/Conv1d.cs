using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Slides filters over sequences.</summary>
    public sealed class Conv1d : Convolution
    {
        internal Conv1d(
            long channels, long filters, long kernel, long stride, long? padding, Padding? paddingType, long dilation, PaddingModes mode,
            long groups, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(Conv1d), channels, filters, [kernel], [stride], padding is { } sides ? [sides] : null, paddingType, [dilation], false, [0], groups, bias, mode, device, dtype)
        {
        }

        /// <summary>Slides the filters over [batch, channels, width], or [channels, width].</summary>
        public override Tensor forward(Tensor input) => Convolve("conv1d", input);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Filters that slide over sequences.</summary>
            /// <param name="in_channels">The channels of the input.</param>
            /// <param name="out_channels">The number of filters.</param>
            /// <param name="kernel_size">The size of a filter.</param>
            /// <param name="stride">The step.</param>
            /// <param name="padding">Padding on each side.</param>
            /// <param name="dilation">The distance between a filter's elements.</param>
            /// <param name="padding_mode">What stands in the padding.</param>
            /// <param name="groups">Groups of channels that do not meet.</param>
            /// <param name="bias">Whether something is added.</param>
            /// <param name="device">The device; only the CPU.</param>
            /// <param name="dtype">The element type; float32 by default.</param>
            public static Modules.Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Conv1d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
            public static Modules.Conv1d Conv1d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride, null, padding, dilation, padding_mode, groups, bias, device, dtype);
        }
    }
}
