using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x1·x2 / (|x1|·|x2|) along a dimension.</summary>
    public sealed class CosineSimilarity : ParameterLessModule<Tensor, Tensor, Tensor>
    {
        internal CosineSimilarity(long dim, double eps)
            : base(nameof(CosineSimilarity))
        {
            this.dim = dim;
            this.eps = eps;
        }

        /// <summary>The dimension.</summary>
        public long dim { get; set; }

        /// <summary>The smallest product of norms divided by.</summary>
        public double eps { get; set; }

        /// <summary>Compares.</summary>
        public override Tensor forward(Tensor input1, Tensor input2) => nn.functional.cosine_similarity(input1, input2, dim, eps);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x1·x2 / (|x1|·|x2|) along a dimension.</summary>
            public static Modules.CosineSimilarity CosineSimilarity(long dim = 1, double eps = 1e-8) => new(dim, eps);
        }
    }
}
