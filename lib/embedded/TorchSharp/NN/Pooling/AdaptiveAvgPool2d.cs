using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The means of a given number of windows that cover an image.</summary>
    public sealed class AdaptiveAvgPool2d : ParameterLessModule<Tensor, Tensor>
    {
        internal AdaptiveAvgPool2d(long[] output_size)
            : base(nameof(AdaptiveAvgPool2d))
        {
            this.output_size = output_size;
        }

        /// <summary>The rows and columns of windows.</summary>
        public long[] output_size { get; set; }

        /// <summary>Pools.</summary>
        public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, output_size);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The means of a given number of windows that cover an image.</summary>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size)
                => new(output_size);

            /// <summary>The means of a given number of windows that cover an image.</summary>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size)
                => new([output_size.Item1, output_size.Item2]);

            /// <summary>The means of a given number of windows that cover an image.</summary>
            public static Modules.AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size)
                => new([output_size, output_size]);
        }
    }
}
