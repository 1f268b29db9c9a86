using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>1 - cos where the target is 1, max(0, cos - margin) where it is -1.</summary>
    public sealed class CosineEmbeddingLoss : Loss<Tensor, Tensor, Tensor, Tensor>
    {
        /// <summary>Creates the loss.</summary>
        public CosineEmbeddingLoss(double margin = 0.0, nn.Reduction reduction = nn.Reduction.Mean)
            : base(reduction)
        {
            this.margin = margin;
        }

        /// <summary>The cosine that different pairs may have.</summary>
        public double margin { get; }

        /// <summary>Computes the loss.</summary>
        public override Tensor forward(Tensor input1, Tensor input2, Tensor target) => nn.functional.cosine_embedding_loss(input1, input2, target, margin, reduction);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>1 - cos where the target is 1, max(0, cos - margin) where it is -1.</summary>
            public static Modules.CosineEmbeddingLoss CosineEmbeddingLoss(double margin = 0.0, Reduction reduction = Reduction.Mean) => new(margin, reduction);
        }
    }
}
