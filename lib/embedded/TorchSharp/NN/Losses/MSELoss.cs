using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The squared difference.</summary>
    public sealed class MSELoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Creates the loss.</summary>
        public MSELoss(nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
        {
        }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.mse_loss(input, target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The squared difference.</summary>
            public static Modules.MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);
        }
    }
}
