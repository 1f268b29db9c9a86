using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Batch normalization of [batch, channels] or [batch, channels, width].</summary>
    public sealed class BatchNorm1d : BatchNorm
    {
        internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool trackStatistics, Device? device, ScalarType? dtype)
            : base(features, eps, momentum, affine, trackStatistics, device, dtype, nameof(BatchNorm1d))
        {
        }

        /// <inheritdoc/>
        protected override void ValidateInputDimensions(Tensor input)
        {
            if (input.dim() is not (2 or 3))
                throw new ArgumentException($"BatchNorm1d: the input is [{string.Join(", ", input.shape)}], but must have two or three dimensions: [batch, channels] or [batch, channels, width].", nameof(input));
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Batch normalization of [batch, channels] or [batch, channels, width].</summary>
            /// <param name="num_features">The number of channels.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="momentum">The share of a batch in the running statistics.</param>
            /// <param name="affine">Learn a scale and a shift.</param>
            /// <param name="track_running_stats">Keep running statistics for evaluation.</param>
            /// <param name="device">The device; only the CPU.</param>
            /// <param name="dtype">The element type; float32 by default.</param>
            public static Modules.BatchNorm1d BatchNorm1d(
                long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true,
                Device? device = null, ScalarType? dtype = null)
                => new(num_features, eps, momentum, affine, track_running_stats, device, dtype);
        }
    }
}
