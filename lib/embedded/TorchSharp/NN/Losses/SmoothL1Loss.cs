using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The absolute difference, rounded off near zero.</summary>
    public sealed class SmoothL1Loss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Creates the loss.</summary>
        public SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1.0)
            : base(reduction)
        {
            this.beta = beta;
        }

        /// <summary>Below this difference the loss is a parabola.</summary>
        public double beta { get; }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, reduction, beta);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The absolute difference, rounded off near zero.</summary>
            public static Modules.SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) => new(reduction, beta);
        }
    }
}
