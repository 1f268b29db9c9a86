using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The absolute difference.</summary>
    public sealed class L1Loss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Creates the loss.</summary>
        public L1Loss(nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
        {
        }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.l1_loss(input, target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The absolute difference.</summary>
            public static Modules.L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);
        }
    }
}
