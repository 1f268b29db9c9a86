using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The Kullback-Leibler divergence, target against input; the input holds log-probabilities.</summary>
    public sealed class KLDivLoss : Loss<Tensor, Tensor, Tensor>
    {
        /// <summary>Creates the loss.</summary>
        public KLDivLoss(bool log_target = true, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
        {
            this.log_target = log_target;
        }

        /// <summary>Whether the target holds log-probabilities.</summary>
        public bool log_target { get; }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.kl_div(input, target, log_target, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The Kullback-Leibler divergence, target against input; the input holds log-probabilities.</summary>
            public static Modules.KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => new(log_target, reduction);
        }
    }
}
