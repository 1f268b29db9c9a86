using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Slides filters over sequences.</summary>
            /// <param name="input">[batch, channels, width], or without batch.</param>
            /// <param name="weight">[filters, channels / groups, kernel].</param>
            /// <param name="bias">[filters]; nothing is added when null.</param>
            /// <param name="stride">The step; 1 by default.</param>
            /// <param name="padding">Zeros on each side; none by default.</param>
            /// <param name="dilation">The distance between the filter's elements; 1 by default.</param>
            /// <param name="groups">Groups of channels that do not meet.</param>
            /// <returns>[batch, filters, positions].</returns>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1)
                => ConvolutionOps.Convolve("conv1d", 1, input, weight, bias, [stride ?? 1], [padding ?? 0], [dilation ?? 1], groups);

            /// <summary>Slides filters over images.</summary>
            /// <param name="input">[batch, channels, height, width], or without batch.</param>
            /// <param name="weight">[filters, channels / groups, kernel height, kernel width].</param>
            /// <param name="bias">[filters]; nothing is added when null.</param>
            /// <param name="strides">The steps; 1 by default.</param>
            /// <param name="padding">Zeros on each side; none by default.</param>
            /// <param name="dilation">The distances between the filter's elements; 1 by default.</param>
            /// <param name="groups">Groups of channels that do not meet.</param>
            /// <returns>[batch, filters, rows, columns].</returns>
            public static Tensor conv2d(Tensor input, Tensor weight, Tensor? bias = null, long[]? strides = null, long[]? padding = null, long[]? dilation = null, long groups = 1)
                => ConvolutionOps.Convolve("conv2d", 2, input, weight, bias, strides, padding, dilation, groups);

            /// <summary>The largest element of each window of a sequence.</summary>
            /// <param name="input">[batch, channels, width], or without batch.</param>
            /// <param name="kernel_size">The window's size.</param>
            /// <param name="stride">The step; the window's size by default.</param>
            /// <param name="padding">How far the window reaches beyond each side.</param>
            /// <param name="dilation">The distance between the window's elements.</param>
            /// <param name="ceil_mode">Let the last window hang over.</param>
            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
                => max_pool1d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode).output;

            /// <summary>The largest element of each window of a sequence, and where it lies.</summary>
            /// <inheritdoc cref="max_pool1d"/>
            public static (Tensor output, Tensor indices) max_pool1d_with_indices(
                Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
                => PoolingOps.Max("max_pool1d", input, 1, Window.Over(
                    "max_pool1d", input.shape, 1, [kernel_size], [stride ?? kernel_size], [padding ?? 0], [dilation ?? 1], ceil_mode));

            /// <summary>The largest element of each window of an image.</summary>
            /// <param name="input">[batch, channels, height, width], or without batch.</param>
            /// <param name="kernel_size">The window's size.</param>
            /// <param name="strides">The steps; the window's size by default.</param>
            /// <param name="padding">How far the window reaches beyond each side.</param>
            /// <param name="dilation">The distances between the window's elements.</param>
            /// <param name="ceil_mode">Let the last window hang over.</param>
            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
                => max_pool2d_with_indices(input, kernel_size, strides, padding, dilation, ceil_mode).output;

            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null, bool ceil_mode = false)
                => max_pool2d(input, [kernel_size], stride is { } s ? [s] : null, padding is { } p ? [p] : null, dilation is { } d ? [d] : null, ceil_mode);

            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static Tensor max_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, (long, long)? dilation = null, bool ceil_mode = false)
                => max_pool2d(input, Pair(kernel_size)!, Pair(stride), Pair(padding), Pair(dilation), ceil_mode);

            /// <summary>The largest element of each window of an image, and where it lies in its plane.</summary>
            /// <inheritdoc cref="max_pool2d(Tensor, long[], long[], long[], long[], bool)"/>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(
                Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null, bool ceil_mode = false)
                => PoolingOps.Max("max_pool2d", input, 2, Window.Over("max_pool2d", input.shape, 2, kernel_size, strides, padding, dilation, ceil_mode));

            /// <summary>The mean of each window of a sequence.</summary>
            /// <param name="input">[batch, channels, width], or without batch.</param>
            /// <param name="kernel_size">The window's size.</param>
            /// <param name="stride">The step; the window's size by default.</param>
            /// <param name="padding">Zeros on each side.</param>
            /// <param name="ceil_mode">Let the last window hang over.</param>
            /// <param name="count_include_pad">Count the padding in the mean.</param>
            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false, bool count_include_pad = true)
                => PoolingOps.Average("avg_pool1d", input, 1, Window.Over(
                    "avg_pool1d", input.shape, 1, [kernel_size], [stride ?? kernel_size], [padding ?? 0], [], ceil_mode), count_include_pad, null);

            /// <summary>The mean of each window of an image.</summary>
            /// <param name="input">[batch, channels, height, width], or without batch.</param>
            /// <param name="kernel_size">The window's size.</param>
            /// <param name="stride">The steps; the window's size by default.</param>
            /// <param name="padding">Zeros on each side.</param>
            /// <param name="ceil_mode">Let the last window hang over.</param>
            /// <param name="count_include_pad">Count the padding in the mean.</param>
            /// <param name="divisor_override">Divide the sum by this instead.</param>
            public static Tensor avg_pool2d(
                Tensor input, long[] kernel_size, long[]? stride = null, long[]? padding = null, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                => PoolingOps.Average(
                    "avg_pool2d", input, 2, Window.Over("avg_pool2d", input.shape, 2, kernel_size, stride, padding, [], ceil_mode), count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(
                Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                => avg_pool2d(input, [kernel_size], stride is { } s ? [s] : null, [padding], ceil_mode, count_include_pad, divisor_override);

            /// <inheritdoc cref="avg_pool2d(Tensor, long[], long[], long[], bool, bool, long?)"/>
            public static Tensor avg_pool2d(
                Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                bool ceil_mode = false, bool count_include_pad = true, long? divisor_override = null)
                => avg_pool2d(input, Pair(kernel_size)!, Pair(stride), Pair(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>The means of a given number of windows that cover a sequence.</summary>
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) => PoolingOps.AdaptiveAverage("adaptive_avg_pool1d", input, [output_size]);

            /// <summary>The means of a given number of windows that cover an image.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) => PoolingOps.AdaptiveAverage("adaptive_avg_pool2d", input, output_size);

            /// <inheritdoc cref="adaptive_avg_pool2d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => adaptive_avg_pool2d(input, [output_size.Item1, output_size.Item2]);

            /// <inheritdoc cref="adaptive_avg_pool2d(Tensor, long[])"/>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => adaptive_avg_pool2d(input, [output_size, output_size]);

            internal static long[]? Pair((long, long)? pair) => pair is { } both ? [both.Item1, both.Item2] : null;
        }
    }
}
