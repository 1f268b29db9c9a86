using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Cross entropy of yes-or-no scores.</summary>
    public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
    {
        /// <summary>Creates the loss.</summary>
        public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null)
            : base(weight, reduction)
        {
            this.pos_weights = pos_weights;
        }

        /// <summary>How much a yes counts against a no.</summary>
        public Tensor? pos_weights { get; }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor input, Tensor target) => nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Cross entropy of yes-or-no scores.</summary>
            public static Modules.BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) => new(weight, reduction, pos_weights);
        }
    }
}
