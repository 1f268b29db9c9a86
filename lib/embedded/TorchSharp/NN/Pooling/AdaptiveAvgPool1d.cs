using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The means of a given number of windows that cover a sequence.</summary>
    public sealed class AdaptiveAvgPool1d : ParameterLessModule<Tensor, Tensor>
    {
        internal AdaptiveAvgPool1d(long output_size)
            : base(nameof(AdaptiveAvgPool1d))
        {
            this.output_size = output_size;
        }

        /// <summary>The number of windows.</summary>
        public long output_size { get; set; }

        /// <summary>Pools.</summary>
        public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool1d(input, output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The means of a given number of windows that cover a sequence.</summary>
            public static Modules.AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size)
                => new(output_size);
        }
    }
}
