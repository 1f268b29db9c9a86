using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>max(0, -target · (input1 - input2) + margin): the first is to be larger where the target is 1, smaller where it is -1.</summary>
    public sealed class MarginRankingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        /// <summary>Creates the loss.</summary>
        public MarginRankingLoss(double margin = 0, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
            => this.margin = margin;

        /// <summary>By how much.</summary>
        public double margin { get; }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor input1, Tensor input2, Tensor target) => nn.functional.margin_ranking_loss(input1, input2, target, margin, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>max(0, -target · (input1 - input2) + margin): the first is to be larger where the target is 1, smaller where it is -1.</summary>
            public static Modules.MarginRankingLoss MarginRankingLoss(double margin = 0, Reduction reduction = Reduction.Mean) => new(margin, reduction);
        }
    }
}
