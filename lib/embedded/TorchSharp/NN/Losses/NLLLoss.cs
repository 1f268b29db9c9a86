using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The negative log-probability of the right class, from log-probabilities.</summary>
    public sealed class NLLLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>Creates the loss.</summary>
        public NLLLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean)
            : base(weight, reduction)
        {
        }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.nll_loss(input, target, weight, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The negative log-probability of the right class, from log-probabilities.</summary>
            public static Modules.NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);
        }
    }
}
