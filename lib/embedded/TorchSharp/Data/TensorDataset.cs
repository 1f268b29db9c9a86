using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Tensors of the same first dimension, read together row by row.</summary>
    public sealed class TensorDataset : utils.data.IterableDataset
    {
        private readonly Tensor[] _tensors;

        internal TensorDataset(Tensor[] tensors)
        {
            if (tensors.Length == 0) throw new ArgumentException("A dataset needs at least one tensor.", nameof(tensors));
            foreach (var tensor in tensors)
                if (tensor.dim() == 0 || tensor.shape[0] != tensors[0].shape[0])
                    throw new ArgumentException(
                        $"All tensors must have the same first dimension: there is [{string.Join(", ", tensor.shape)}] beside [{string.Join(", ", tensors[0].shape)}].", nameof(tensors));
            _tensors = [.. tensors.Select(tensor => tensor.alias().DetachFromDisposeScope())];
        }

        /// <summary>The size of the first dimension.</summary>
        public override long Count => _tensors[0].shape[0];

        /// <summary>The rows of a number.</summary>
        public IList<Tensor> this[long index] => [.. _tensors.Select(tensor => tensor[index])];

        /// <summary>The rows of a number.</summary>
        public override IList<Tensor> GetTensor(long index) => this[index];

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            if (disposing)
                foreach (var tensor in _tensors) tensor.Dispose();
            base.Dispose(disposing);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class utils
        {
            public static partial class data
            {
                /// <summary>A dataset of the rows of tensors of the same first dimension.</summary>
                public static Modules.TensorDataset TensorDataset(params Tensor[] tensors) => new(tensors);
            }
        }
    }
}
