using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor nonzero() => NonZeroOps.Positions(this);

        public Tensor argwhere() => NonZeroOps.Positions(this);

        public IList<Tensor> nonzero_as_list()
        {
            if (Sizes.Length == 0)
            {
                using var vector = detach().reshape(1);
                return vector.nonzero_as_list();
            }

            using var positions = NonZeroOps.Positions(this);
            return positions.unbind(1);
        }

        public Tensor masked_select(Tensor mask)
        {
            if (mask.dtype != ScalarType.Bool) throw new InvalidOperationException($"masked_select: the mask must be Bool, got {mask.dtype}.");
            var sizes = Shapes.Broadcast("masked_select", Sizes, mask.Sizes);
            using var source = expand(sizes);
            using var spread = mask.expand(sizes);
            return sizes.Length == 0 ? source.reshape(1)[TensorIndex.Tensor(spread.reshape(1))] : source[TensorIndex.Tensor(spread)];
        }
    }
}
