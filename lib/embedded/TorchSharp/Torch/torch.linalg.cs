using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor inverse(Tensor input) => LinAlgOps.Inverse(input);

    public static Tensor det(Tensor input) => LinAlgOps.Determinant(input);

    public partial class Tensor
    {
        public Tensor inverse() => LinAlgOps.Inverse(this);

        public Tensor det() => LinAlgOps.Determinant(this);
    }

    /// <summary>Linear algebra.</summary>
    public static class linalg
    {
        public static Tensor inv(Tensor input) => LinAlgOps.Inverse(input);

        public static Tensor det(Tensor input) => LinAlgOps.Determinant(input);

        public static Tensor solve(Tensor A, Tensor B, bool left = true) => left
            ? LinAlgOps.Solve(A, B)
            : throw new NotSupportedException("linalg.solve with left: false is not in the embedded engine; transpose both sides, or `./course use nuget`.");

        public static Tensor cholesky(Tensor input) => LinAlgOps.Cholesky(input);

        public static (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L') => LinAlgOps.Eigh(input);

        public static Tensor eigvalsh(Tensor input, char UPLO = 'L') => LinAlgOps.Eigh(input).Values;

        /// <summary>U, singular values and Vᵀ. The thin form only: pass <c>fullMatrices: false</c> unless the matrix is square.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true)
        {
            if (fullMatrices && (input.Sizes.Length != 2 || input.Sizes[0] != input.Sizes[1]))
            {
                throw new NotSupportedException("linalg.svd with full matrices is not in the embedded engine; pass fullMatrices: false, or `./course use nuget`.");
            }

            return LinAlgOps.Svd(input);
        }

        public static Tensor svdvals(Tensor input) => LinAlgOps.Svd(input).S;

        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => NormOps.Norm(input, 2, dims ?? [], keepdim, "linalg.norm");

        public static Tensor vector_norm(Tensor input, double ord = 2, long[]? dims = null, bool keepdim = false) =>
            NormOps.Norm(input, ord, dims ?? [], keepdim, "linalg.vector_norm");

        public static Tensor diagonal(Tensor input, int offset = 0, int dim1 = -2, int dim2 = -1) => input.diagonal(offset, dim1, dim2);

        public static Tensor multi_dot(IList<Tensor> tensors) => tensors.Aggregate((product, next) => product.matmul(next));

        public static Tensor vecdot(Tensor x, Tensor y, long dim = -1, Tensor? @out = null) => Out.To(@out, (x * y).sum(dim));

        public static Tensor cross(Tensor input, Tensor other, long dim = -1)
        {
            using var first = input.roll(-1, dim) * other.roll(-2, dim);
            using var second = input.roll(-2, dim) * other.roll(-1, dim);
            return first - second;
        }
    }
}
