using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>max(0, d(anchor, positive) - d(anchor, negative) + margin): the positive is to be nearer than the negative.</summary>
    public sealed class TripletMarginLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        private readonly double _eps;
        private readonly bool _swap;

        /// <summary>Creates the loss.</summary>
        public TripletMarginLoss(double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
            => (this.margin, this.p, _eps, _swap) = (margin, p, eps, swap);

        /// <summary>By how much.</summary>
        public double margin { get; }

        /// <summary>The distance's norm.</summary>
        public long p { get; }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor anchor, Tensor positive, Tensor negative) => nn.functional.triplet_margin_loss(anchor, positive, negative, margin, p, _eps, _swap, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>max(0, d(anchor, positive) - d(anchor, negative) + margin): the positive is to be nearer than the negative.</summary>
            public static Modules.TripletMarginLoss TripletMarginLoss(double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean) => new(margin, p, eps, swap, reduction);
        }
    }
}
