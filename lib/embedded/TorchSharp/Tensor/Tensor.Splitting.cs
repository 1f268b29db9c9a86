using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor[] split(long size, int dim = 0) => JoinOps.SplitEvenly(this, size, dim);

        public Tensor[] split(params long[] sizes) => JoinOps.Split(this, sizes, 0);

        public Tensor[] split(long[] sizes, long dim = 0) => JoinOps.Split(this, sizes, dim);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => JoinOps.Split(this, sizes, dim);

        public Tensor[] chunk(long chunks, long dim = 0)
        {
            if (chunks < 1) throw new ArgumentOutOfRangeException(nameof(chunks), chunks, "chunk: at least one chunk is needed.");
            var size = Sizes[Shapes.ExistingDimension("chunk", dim, Sizes.Length)];
            return JoinOps.SplitEvenly(this, Math.Max(1, (size + chunks - 1) / chunks), dim);
        }

        public Tensor[] tensor_split(long size, long dim = 0) => JoinOps.TensorSplit(this, size, dim);

        public Tensor[] tensor_split(long[] sizes, long dim = 0) => JoinOps.TensorSplit(this, sizes, dim);

        public Tensor[] tensor_split(Tensor indices, long dim = 0) => JoinOps.TensorSplit(this, indices.to_type(ScalarType.Int64).data<long>().ToArray(), dim);

        public Tensor[] hsplit(long size) => tensor_split(size, Sizes.Length == 1 ? 0 : 1);

        public Tensor[] hsplit(params long[] sizes) => tensor_split(sizes, Sizes.Length == 1 ? 0 : 1);

        public Tensor[] vsplit(long size) => tensor_split(size, 0);

        public Tensor[] vsplit(params long[] sizes) => tensor_split(sizes, 0);
    }
}
