using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Half the squared difference, straight beyond a limit (Huber 1964).</summary>
    public sealed class HuberLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Creates the loss.</summary>
        public HuberLoss(double delta = 1.0, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
        {
            this.delta = delta;
        }

        /// <summary>Beyond this difference the loss is straight.</summary>
        public double delta { get; }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.huber_loss(input, target, delta, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Half the squared difference, straight beyond a limit (Huber 1964).</summary>
            public static Modules.HuberLoss HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) => new(delta, reduction);
        }
    }
}
