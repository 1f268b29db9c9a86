using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor gather(long dim, Tensor index) => GatherScatterOps.Gather(this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => GatherScatterOps.Scatter(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src)
        {
            if (Autograd.IsRecording(this, src)) return Replace("scatter_", source => source.scatter(dim, index, src));
            GatherScatterOps.WriteInto(this, dim, index, src);
            InPlace.Changed(this, default);
            return this;
        }

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => GatherScatterOps.ScatterAdd(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src)
        {
            if (Autograd.IsRecording(this, src)) return Replace("scatter_add_", source => source.scatter_add(dim, index, src));
            GatherScatterOps.AddInto(this, dim, index, src);
            InPlace.Changed(this, default);
            return this;
        }

        public Tensor index_select(long dim, Tensor index) => IndexSelectOps.Select(this, dim, index);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => clone().index_add_(dim, index, source, alpha);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha)
        {
            InPlace.Check("index_add_", this);
            IndexSelectOps.Add(this, dim, index, source, alpha.Number);
            return this;
        }

        public Tensor index_copy(long dim, Tensor index, Tensor source) => clone().index_copy_(dim, index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source)
        {
            InPlace.Check("index_copy_", this);
            IndexSelectOps.Copy(this, dim, index, source);
            return this;
        }

        public Tensor index_fill(long dim, Tensor index, Scalar value) => clone().index_fill_(dim, index, value);

        public Tensor index_fill_(long dim, Tensor index, Scalar value)
        {
            InPlace.Check("index_fill_", this);
            IndexSelectOps.Fill(this, dim, index, value.Number);
            return this;
        }

        /// <summary>Elements by their numbers in row-major order.</summary>
        public Tensor take(Tensor index)
        {
            using var flat = reshape(-1);
            return flat[TensorIndex.Tensor(index)];
        }

        public Tensor take_along_dim(Tensor indices) => reshape(-1).gather(0, indices.reshape(-1));

        public Tensor take_along_dim(Tensor indices, long dim)
        {
            var axis = Shapes.ExistingDimension("take_along_dim", dim, Sizes.Length);
            var sizes = (long[])Sizes.Clone();
            sizes[axis] = 1;
            var indexSizes = (long[])indices.Sizes.Clone();
            indexSizes[axis] = 1;
            var common = Shapes.Broadcast("take_along_dim", sizes, indexSizes);
            var wide = (long[])common.Clone();
            wide[axis] = Sizes[axis];
            common[axis] = indices.Sizes[axis];
            using var source = expand(wide);
            using var spread = indices.expand(common);
            return source.gather(axis, spread);
        }
    }
}
