using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => MatMulOps.MatMul(this, target);

        public Tensor mm(Tensor target)
        {
            RequireRank("mm", this, 2);
            RequireRank("mm", target, 2);
            return MatMulOps.Batched(this, target);
        }

        public Tensor bmm(Tensor batch2)
        {
            RequireRank("bmm", this, 3);
            RequireRank("bmm", batch2, 3);
            if (Sizes[0] != batch2.Sizes[0])
            {
                throw new InvalidOperationException($"bmm: the batches differ: {Shapes.Text(Sizes)} and {Shapes.Text(batch2.Sizes)}.");
            }

            return MatMulOps.Batched(this, batch2);
        }

        public Tensor mv(Tensor target)
        {
            RequireRank("mv", this, 2);
            RequireRank("mv", target, 1);
            return matmul(target);
        }

        public Tensor dot(Tensor target)
        {
            RequireRank("dot", this, 1);
            RequireRank("dot", target, 1);
            return matmul(target);
        }

        public Tensor vdot(Tensor target) => dot(target);

        public Tensor inner(Tensor vec2)
        {
            if (Sizes.Length == 0 || vec2.Sizes.Length == 0) return mul(vec2);
            using var other = vec2.Sizes.Length == 1 ? vec2.alias() : vec2.movedim([-1], [0]).reshape(vec2.Sizes[^1], -1);
            using var product = matmul(other);
            return vec2.Sizes.Length == 1 ? product.alias() : product.reshape([.. Sizes[..^1], .. vec2.Sizes[..^1]]);
        }

        public Tensor outer(Tensor vec2)
        {
            RequireRank("outer", this, 1);
            RequireRank("outer", vec2, 1);
            using var column = unsqueeze(1);
            return column.mul(vec2);
        }

        public Tensor ger(Tensor vec2) => outer(vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1)
        {
            using var product = mat1.mm(mat2);
            return Combine(product, beta, alpha);
        }

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1)
        {
            using var product = mat.mv(vec);
            return Combine(product, beta, alpha);
        }

        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1)
        {
            using var product = vec1.outer(vec2);
            return Combine(product, beta, alpha);
        }

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1)
        {
            using var product = batch1.bmm(batch2);
            return Combine(product, beta, alpha);
        }

        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1)
        {
            using var products = batch1.bmm(batch2);
            using var product = products.sum(dim: 0);
            return Combine(product, beta, alpha);
        }

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Replace("addmm_", source => source.addmm(mat1, mat2, beta, alpha));

        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Replace("addmv_", source => source.addmv(mat, vec, beta, alpha));

        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) => Replace("addr_", source => source.addr(vec1, vec2, beta, alpha));

        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Replace("addbmm_", source => source.addbmm(batch1, batch2, beta, alpha));

        /// <summary>beta * this + alpha * product. With beta 0 this tensor's content does not count, not even its NaNs.</summary>
        private Tensor Combine(Tensor product, float beta, float alpha)
        {
            using var scaled = alpha == 1 ? product.alias() : product * alpha;
            if (beta == 0) return scaled.expand(Shapes.Broadcast("addmm", Sizes, product.Sizes)).contiguous();
            if (beta == 1) return add(scaled);
            using var own = this * beta;
            return own.add(scaled);
        }

        private static void RequireRank(string operation, Tensor tensor, int rank)
        {
            if (tensor.Sizes.Length != rank)
            {
                throw new InvalidOperationException($"{operation}: expected a tensor of {rank} dimension{(rank == 1 ? "" : "s")}, got shape {Shapes.Text(tensor.Sizes)}.");
            }
        }
    }
}
