using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Slides filters over images.</summary>
    public sealed class Conv2d : Convolution
    {
        internal Conv2d(
            long channels, long filters, (long, long) kernel, (long, long)? stride, (long, long)? padding, Padding? paddingType, (long, long)? dilation,
            PaddingModes mode, long groups, bool bias, Device? device, ScalarType? dtype)
            : base(
                nameof(Conv2d), channels, filters, Pair(kernel), Pair(stride ?? (1, 1)), paddingType is null ? Pair(padding ?? (0, 0)) : null, paddingType,
                Pair(dilation ?? (1, 1)), false, [0, 0], groups, bias, mode, device, dtype)
        {
        }

        /// <summary>Slides the filters over [batch, channels, height, width], or [channels, height, width].</summary>
        public override Tensor forward(Tensor input) => Convolve("conv2d", input);

        private static long[] Pair((long, long) pair) => [pair.Item1, pair.Item2];
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Filters that slide over images.</summary>
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
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(
                    in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), (padding, padding), null, (dilation, dilation),
                    padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(
                    in_channels, out_channels, (kernel_size, kernel_size), (stride, stride), null, padding, (dilation, dilation), padding_mode, groups, bias, device, dtype);

            /// <inheritdoc cref="Conv2d(long, long, long, long, long, long, PaddingModes, long, bool, Device, ScalarType?)"/>
            public static Modules.Conv2d Conv2d(
                long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null)
                => new(in_channels, out_channels, kernel_size, stride, null, padding, dilation, padding_mode, groups, bias, device, dtype);
        }
    }
}
