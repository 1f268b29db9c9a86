using TorchSharp.Engine;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor bitwise_and(Tensor other) => BitwiseOps.Binary<BitAnd>("bitwise_and", this, other);

        public Tensor bitwise_or(Tensor other) => BitwiseOps.Binary<BitOr>("bitwise_or", this, other);

        public Tensor bitwise_xor(Tensor other) => BitwiseOps.Binary<BitXor>("bitwise_xor", this, other);

        public Tensor bitwise_left_shift(Tensor other) => BitwiseOps.Binary<ShiftLeft>("bitwise_left_shift", this, other);

        public Tensor bitwise_right_shift(Tensor other) => BitwiseOps.Binary<ShiftRight>("bitwise_right_shift", this, other);

        public Tensor bitwise_not() => BitwiseOps.Not(this);

        public Tensor bitwise_and_(Tensor other) => Replace("bitwise_and_", source => source.bitwise_and(other));

        public Tensor bitwise_or_(Tensor other) => Replace("bitwise_or_", source => source.bitwise_or(other));

        public Tensor bitwise_xor_(Tensor other) => Replace("bitwise_xor_", source => source.bitwise_xor(other));

        public Tensor bitwise_not_() => Replace("bitwise_not_", source => source.bitwise_not());

        public Tensor logical_and(Tensor other) => Logical<BitAnd>("logical_and", other);

        public Tensor logical_or(Tensor other) => Logical<BitOr>("logical_or", other);

        public Tensor logical_xor(Tensor other) => Logical<BitXor>("logical_xor", other);

        public Tensor logical_not() => eq(0);

        public Tensor logical_and_(Tensor other) => Replace("logical_and_", source => source.logical_and(other));

        public Tensor logical_or_(Tensor other) => Replace("logical_or_", source => source.logical_or(other));

        public Tensor logical_xor_(Tensor other) => Replace("logical_xor_", source => source.logical_xor(other));

        public Tensor logical_not_() => Replace("logical_not_", source => source.logical_not());

        public Tensor where(Tensor condition, Tensor y) => SelectOps.Where(condition, this, y);

        public Tensor masked_fill(Tensor mask, Scalar value) => SelectOps.MaskedFill(this, mask, value.Number);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Replace("masked_fill_", source => source.masked_fill(mask, value));

        private Tensor Logical<TOp>(string operation, Tensor other) where TOp : struct, IBitwise
        {
            using var x = PointwiseOps.As(this, ScalarType.Bool);
            using var y = PointwiseOps.As(other, ScalarType.Bool);
            return BitwiseOps.Binary<TOp>(operation, x.Tensor, y.Tensor);
        }
    }
}
