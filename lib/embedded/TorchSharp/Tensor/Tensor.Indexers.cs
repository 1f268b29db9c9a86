using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor this[params TensorIndex[] indices]
        {
            get => IndexOps.Get(this, indices);
            set => IndexOps.Set(this, indices, value);
        }

        public Tensor this[params long[] indices]
        {
            get => IndexOps.Get(this, Array.ConvertAll(indices, TensorIndex (index) => index));
            set => IndexOps.Set(this, Array.ConvertAll(indices, TensorIndex (index) => index), value);
        }

        public Tensor this[params Tensor[] indices]
        {
            get => IndexOps.Get(this, Array.ConvertAll(indices, TensorIndex.Tensor));
            set => IndexOps.Set(this, Array.ConvertAll(indices, TensorIndex.Tensor), value);
        }

        public Tensor this[long i1]
        {
            get => select(0, i1);
            set => IndexOps.Set(this, [i1], value);
        }

        public Tensor this[long i1, long i2]
        {
            get => IndexOps.Get(this, [i1, i2]);
            set => IndexOps.Set(this, [i1, i2], value);
        }

        public Tensor this[long i1, long i2, long i3]
        {
            get => IndexOps.Get(this, [i1, i2, i3]);
            set => IndexOps.Set(this, [i1, i2, i3], value);
        }

        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => IndexOps.Get(this, [i1, i2, i3, i4]);
            set => IndexOps.Set(this, [i1, i2, i3, i4], value);
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => IndexOps.Get(this, [i1, i2, i3, i4, i5]);
            set => IndexOps.Set(this, [i1, i2, i3, i4, i5], value);
        }

        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => IndexOps.Get(this, [i1, i2, i3, i4, i5, i6]);
            set => IndexOps.Set(this, [i1, i2, i3, i4, i5, i6], value);
        }

        public Tensor index(params TensorIndex[] indices) => IndexOps.Get(this, indices);

        public Tensor index(params Tensor[] indices) => IndexOps.Get(this, Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => IndexOps.Put(this, indices, value, accumulate: false);

        public Tensor index_put_(Tensor value, params Tensor[] indices) =>
            IndexOps.Put(this, Array.ConvertAll(indices, TensorIndex.Tensor), value, accumulate: false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false) => IndexOps.Put(this, indices, value, accumulate);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            IndexOps.Put(this, Array.ConvertAll(indices, TensorIndex.Tensor), value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var filling = FillOps.Full(Shapes.Scalar, value.Number, dtype);
            return IndexOps.Put(this, indices, filling, accumulate: false);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));
    }
}
